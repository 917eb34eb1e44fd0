import { useEffect, useRef } from 'react'
import { navigate } from '../navigation.ts'
import { texts } from '../texts/texts.ts'
import { useToasts } from '../ui/toasts.ts'

/** Says how many reports wait for the person when there is a new one, and leads to them. */
export const WaitingReports = ({ count }: { count: number }) => {
  const before = useRef(0)
  const toasts = useToasts()
  useEffect(() => {
    if (count > before.current)
      toasts.note(texts.reports.waiting(count), {
        label: texts.reports.look,
        run: () => navigate('/my/reports'),
      })
    before.current = count
  }, [count, toasts])
  return null
}

import { useEffect, useRef } from 'react'
import { say } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'

/** Says how many reports wait for the person when there is a new one. */
export const WaitingReports = ({ count }: { count: number }) => {
  const before = useRef(0)
  useEffect(() => {
    if (count > before.current) say(texts.reports.waiting(count))
    before.current = count
  }, [count])
  return null
}

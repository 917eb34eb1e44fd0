import { useEffect, useRef, useState } from 'react'
import { sayAgain } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'

/** Says how many reports wait for the person when there is a new one. */
export const WaitingReports = ({ count }: { count: number }) => {
  const before = useRef(0)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (count > before.current) setSaid((last) => sayAgain(last, texts.reports.waiting(count)))
    before.current = count
  }, [count])
  return (
    <span className="visually-hidden" role="status">
      {said}
    </span>
  )
}

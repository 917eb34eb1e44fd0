import { useEffect, useRef, useState } from 'react'
import { sayAgain } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'

/** How many reports wait for the person, seen on the button of the account, and said when there is a new one. */
export const WaitingReports = ({ count }: { count: number }) => {
  const before = useRef(0)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (count > before.current) setSaid((last) => sayAgain(last, texts.reports.waiting(count)))
    before.current = count
  }, [count])
  return (
    <>
      {count > 0 && (
        <span className="account-count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  )
}

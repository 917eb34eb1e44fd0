import { useEffect, useState } from 'react'
import type { Review } from '@lectern/protocol'
import { useRowScope } from '../rows/row-context.ts'

/** The review of an invocation, which only staff see. */
export const useReview = (invocation_id: string) => {
  const { handle } = useRowScope()
  const [review, setReview] = useState<Review>()
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let current = true
    handle.answers.review(invocation_id).then(
      (found) => current && setReview(found),
      (failure: unknown) => current && setError(failure),
    )
    return () => {
      current = false
    }
  }, [handle, invocation_id, attempt])
  const reload = () => {
    setError(undefined)
    setAttempt(attempt + 1)
  }
  return { review, error, reload }
}

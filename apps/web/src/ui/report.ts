import { ApiError } from '@lectern/client'
import { reasonOf } from '@lectern/react'
import { copy } from '@lectern/react/ui'
import { useCallback } from 'react'
import { labels, texts } from '../texts/texts.ts'
import { useToasts } from './toasts.ts'

/** No answer at all: there is no network or no server. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof ApiError && (error.problem.status === 0 || error.problem.code === 'unavailable')

export const describe = (error: unknown): string => reasonOf(error, labels)

export const requestIdOf = (error: unknown): string | undefined =>
  error instanceof ApiError && error.problem.request_id !== '' ? error.problem.request_id : undefined

/** Reports a failed action, with the server's request id to copy. */
export const useTrouble = (): ((error: unknown) => void) => {
  const toasts = useToasts()
  return useCallback(
    (error) => {
      const request_id = requestIdOf(error)
      const copyId = {
        label: texts.trouble.copyId,
        run: () => void copy(request_id ?? ''),
      }
      toasts.trouble(describe(error), request_id === undefined ? undefined : copyId)
    },
    [toasts],
  )
}

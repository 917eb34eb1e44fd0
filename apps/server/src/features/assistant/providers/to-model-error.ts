import { AISDKError, APICallError, RetryError } from 'ai'
import type { ModelFailure } from '@lectern/protocol'
import { ModelError } from '../model-error.ts'

/** The library's or provider's error, in our words. */
export const toModelError = (error: unknown, model: string, hasBegun: boolean): ModelError => {
  if (error instanceof ModelError) return error
  if (RetryError.isInstance(error)) return toModelError(error.lastError, model, hasBegun)
  const status = statusOf(error)
  if (status !== undefined && status >= 400) return new ModelError(ofStatus(status), model, status)
  if (hasBegun) return new ModelError('broken_off', model)
  const isConnection = status === undefined && APICallError.isInstance(error)
  return new ModelError(isConnection || !AISDKError.isInstance(error) ? 'unreachable' : 'unreadable', model)
}

const ofStatus = (status: number): ModelFailure => {
  if (status === 401 || status === 402 || status === 403) return 'key'
  if (status === 404 || status === 405) return 'model'
  if (status === 429) return 'busy'
  return status >= 500 ? 'overloaded' : 'too_long'
}

/** Errors in a stream have another class, but may have a status too. */
const statusOf = (error: unknown): number | undefined => {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode
  return typeof status === 'number' ? status : undefined
}

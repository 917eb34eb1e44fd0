import { ApiError } from '@lectern/client'
import type { Labels } from './labels.ts'
import { reasonOf } from './reason.ts'

/** Why a conversation was not left, and what to do first. */
export const notLeft = (error: unknown, labels: Labels): string =>
  error instanceof ApiError && error.problem.why === 'last_staff'
    ? labels.own.lastStaff
    : labels.notDone(reasonOf(error, labels))

import { FILE_LACKS } from './attachment.ts'
import * as z from 'zod/mini'
import { Card } from './card.ts'
import { Review } from './review.ts'

/** Every error code with its HTTP status and the client's options. */
export const ERRORS = {
  invalid: { status: 400, title: 'The request is not valid', retry: 'never' },
  unauthorized: { status: 401, title: 'Sign in again', retry: 'after_refresh' },
  forbidden: { status: 403, title: 'Not allowed', retry: 'never' },
  not_found: { status: 404, title: 'Not found', retry: 'never' },
  conflict: { status: 409, title: 'Conflicts with what is there', retry: 'never' },
  too_large: { status: 413, title: 'Over a limit', retry: 'never' },
  rejected: { status: 422, title: 'Rejected by the content filter', retry: 'never' },
  rate_limited: { status: 429, title: 'Too many requests', retry: 'later' },
  internal: { status: 500, title: 'Internal error', retry: 'later' },
  unavailable: { status: 503, title: 'Unavailable for the moment', retry: 'later' },
  storage_full: { status: 503, title: 'Storage is full', retry: 'later' },
} as const satisfies Record<string, { status: number; title: string; retry: Retry }>

export type ErrorCode = keyof typeof ERRORS
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

/** `after_refresh`: get a new access token, then try the same again. */
export const Retry = z.enum(['never', 'later', 'after_refresh'])
export type Retry = z.infer<typeof Retry>

/** The faults for which a file cannot become a document. */
export const FILE_FAULTS = [
  'locked',
  'no_text',
  'damaged',
  'too_many_pages',
  'too_much_text',
  'unpacks_too_large',
  'too_complex',
  'not_a_document',
  ...FILE_LACKS,
] as const
export type FileFault = (typeof FILE_FAULTS)[number]

/** RFC 9457 problem details, `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: ErrorCode,
  field: z.optional(z.string()),
  limit: z.optional(z.number()),
  actual: z.optional(z.number()),
  retry: Retry,
  retry_after_ms: z.optional(z.int()),
  /**
   * A code of why a file cannot become a document ({@link FileFault}) or an attachment (`UploadFault`), or why a
   * password may not be chosen (`PasswordFault`); `last_staff` for leaving; there may be others.
   */
  why: z.optional(z.string()),
  /** For a `conflict` over a card: its current state. */
  card: z.optional(Card),
  /** For a `conflict` over an unpublished answer: the decision about it. */
  review: z.optional(Review),
  request_id: z.string(),
})
export type Problem = z.infer<typeof Problem>

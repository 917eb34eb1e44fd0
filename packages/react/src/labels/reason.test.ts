import { ApiError, type SendFailure } from '@lectern/client'
import { ERRORS, type ErrorCode, type Problem } from '@lectern/protocol'
import { describe, expect, test } from 'vitest'
import { englishLabels } from './english-labels.ts'
import { germanLabels } from './german-labels.ts'
import { failureReason, reasonOf } from './reason.ts'

const CODES = Object.keys(ERRORS) as ErrorCode[]

/** What browsers, Node and the SDK say to programmers. */
const FOREIGN = [
  'Failed to fetch',
  'NetworkError when attempting to fetch resource.',
  'Load failed',
  'fetch failed',
  'No answer within 15000 ms',
  'The answer to GET /conversations was not understood',
  'The server answered 502',
  'The line is silent.',
  "The device's storage does not answer",
  "Cannot read properties of undefined (reading 'id')",
  '',
]

const problem = (code: ErrorCode, detail: string, more: Partial<Problem> = {}): ApiError => {
  const { title, status, retry } = ERRORS[code]
  return new ApiError({ type: '', title, status, detail, code, retry, request_id: 'r', ...more })
}

/** One or more sentences, without the words of others. */
const isSentence = (text: string): boolean =>
  /^\p{Lu}.*\.$/u.test(text) && !FOREIGN.some((words) => words !== '' && text.includes(words))

describe.each([
  ['English', englishLabels],
  ['German', germanLabels],
])('in %s', (_, labels) => {
  test.each(CODES)('%s has a sentence, with a limit and without', (code) => {
    for (const more of [{}, { limit: 5 }]) {
      expect(reasonOf(problem(code, '', more), labels)).toSatisfy(isSentence)
      const failure: SendFailure = { code, reason: '', retryable: true, ...more }
      expect(failureReason(failure, labels)).toSatisfy(isSentence)
    }
  })

  test.each(FOREIGN)('%j is said to nobody, as a lost network and as a fault', (words) => {
    for (const code of ['unavailable', 'internal'] as const) {
      const error = problem(code, words, { status: 0, request_id: '' })
      expect(reasonOf(error, labels)).toSatisfy(isSentence)
      expect(failureReason({ code, reason: words, retryable: true }, labels)).toSatisfy(isSentence)
    }
    for (const error of [new TypeError(words), new Error(words), words, undefined])
      expect(reasonOf(error, labels)).toSatisfy(isSentence)
  })

  test.each(['QuotaExceededError', 'NotAllowedError', 'SecurityError', 'DataCloneError'])(
    'the browser’s %s has a sentence',
    (name) => expect(reasonOf(new DOMException(FOREIGN[0], name), labels)).toSatisfy(isSentence),
  )

  test('a refusal on the way names its status', () =>
    expect(failureReason({ code: 'blocked', reason: 'x', status: 451, retryable: true }, labels)).toContain(
      '451',
    ))

  test('a code of a newer server has the server’s sentence, and one without it too', () => {
    const said = 'The moon is in the wrong phase.'
    expect(failureReason({ code: 'moon', reason: said, retryable: true }, labels)).toBe(said)
    expect(failureReason({ code: 'moon', reason: '', retryable: true }, labels)).toSatisfy(isSentence)
  })
})

test('the server’s sentence stays where it says more, in its own language only', () => {
  const refusal = problem('too_large', 'The title has 300 characters; the limit is 200.', { limit: 200 })
  expect(reasonOf(refusal, englishLabels)).toBe('The title has 300 characters; the limit is 200.')
  expect(reasonOf(refusal, germanLabels)).toBe('Das ist zu groß; die Grenze ist 200.')
  // A field of the interface means nothing to a person.
  expect(reasonOf(problem('invalid', '`card.data.prompt` is missing.'), englishLabels)).toBe(
    'Something in it is not valid. Change it, then try again.',
  )
})

// Turns a schema's objection into a refusal with the field, the limit and the actual value.
import type * as z from 'zod/mini'
import { countChars } from '@lectern/protocol'
import { AppError, type Refusal } from './errors.ts'

type Issue = z.core.$ZodIssue
type Schema = z.ZodMiniType
type Source = 'path' | 'query' | 'body'

/** @throws AppError `too_large` for an overlong value in a body, else `invalid` */
export const parseInput = <S extends Schema>(schema: S, input: unknown, source: Source): z.infer<S> => {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = innermost(result.error.issues[0] as Issue)
  throw refusalOf(issue, valueAt(input, issue.path), source)
}

const refusalOf = (issue: Issue, value: unknown, source: Source): AppError => {
  const field = issue.path.join('.')
  const limit = limitOf(issue)
  const actual = aboutNumber(issue) ? Number(value) : sizeOf(value)
  const refusal: Refusal = {
    ...(field !== '' && { field }),
    ...(limit !== undefined && { limit, actual }),
  }
  const isTooLong = limit !== undefined && issue.code !== 'too_small' && !aboutNumber(issue)
  const subject = field === '' ? `The ${source}` : `\`${field}\``
  const count = isTooLong ? `; it has ${actual}` : ''
  const code = isTooLong && source === 'body' ? 'too_large' : 'invalid'
  return new AppError(code, `${subject} ${complaint(issue, value)}${count}.`, refusal)
}

const aboutNumber = (issue: Issue): boolean =>
  (issue.code === 'too_big' || issue.code === 'too_small') && isNumeric(issue.origin)

/** For a union that fails as a whole, the branch that came closest. */
const innermost = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union') return issue
  const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0]?.[0]
  return closest ? innermost({ ...closest, path: [...issue.path, ...closest.path] } as Issue) : issue
}

const limitOf = (issue: Issue): number | undefined => {
  if (issue.code === 'too_big') return Number(issue.maximum)
  if (issue.code === 'too_small') return Number(issue.minimum)
  const limit: unknown = issue.code === 'custom' ? issue.params?.['limit'] : undefined
  return typeof limit === 'number' ? limit : undefined
}

const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return countChars(value)
  return Array.isArray(value) ? value.length : 0
}

const valueAt = (input: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )

const complaint = (issue: Issue, value: unknown): string => {
  if (value === undefined) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`
    case 'too_big':
      return `must ${bound(issue.origin)} at most ${issue.maximum}${unit(issue.origin)}`
    case 'too_small':
      return `must ${bound(issue.origin)} at least ${issue.minimum}${unit(issue.origin)}`
    case 'invalid_format':
      return issue.format === 'regex' ? 'is not of the expected form' : `must be a valid ${issue.format}`
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`
    case 'custom':
      return issue.message
    default:
      return 'is not valid'
  }
}

const bound = (origin: string): string => (isNumeric(origin) ? 'be' : 'have')
const isNumeric = (origin: string): boolean => origin === 'number' || origin === 'int'
const unit = (origin: string): string => {
  if (isNumeric(origin)) return ''
  return origin === 'string' ? ' characters' : ' entries'
}

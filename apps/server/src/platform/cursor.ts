import { AppError } from './errors.ts'

/** The end of a page, opaque to the caller who sends it back. */
export const encodeCursor = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** @throws AppError `invalid` unless it holds exactly `length` strings */
export const decodeCursor = (cursor: string, length: number): string[] => {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string')
    )
      return values
  } catch {
    // Not one of ours: refused below.
  }
  throw new AppError('invalid', 'The cursor is not one that was handed out.', { field: 'cursor' })
}

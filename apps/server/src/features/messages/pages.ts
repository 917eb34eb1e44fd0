// Pages of rows that have a number, made from one row more than asked for.
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'

export interface PageQuery {
  limit?: number
  cursor?: string
}

/** Where the page before ended; `start` for the first. */
export const placeOf = (cursor: string | undefined, start: number): number => {
  const place = cursor === undefined ? start : Number(decodeCursor(cursor, 1)[0])
  return Number.isSafeInteger(place) ? place : 0
}

export const nextCursor = <Row>(
  found: readonly Row[],
  limit: number,
  seqOf: (row: Row) => number,
): string | null => {
  const last = found[limit - 1]
  return last && found.length > limit ? encodeCursor([`${seqOf(last)}`]) : null
}

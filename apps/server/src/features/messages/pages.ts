// Pages of numbered rows, made from one row more than requested.
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'

export interface PageQuery {
  limit?: number
  cursor?: string
}

/** The end of the page before; `start` for the first. */
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

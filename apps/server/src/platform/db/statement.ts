// Hand-written statements: nothing is compiled per call, and the driver keeps them prepared. One text is for both
// databases; what they spell differently is a fragment of `fragments.ts`.
import { CompiledQuery, PostgresAdapter, type Kysely } from 'kysely'
import type { Dialect } from './fragments.ts'

type Parameters = readonly unknown[]

/** A statement that returns rows. */
export const selection =
  <Row>(sql: string) =>
  async <Tables>(query: Kysely<Tables>, parameters: Parameters): Promise<Row[]> => {
    const { rows } = await query.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]))
    return rows
  }

/** A statement that returns the number of changed rows. */
export const mutation =
  (sql: string) =>
  async <Tables>(query: Kysely<Tables>, parameters: Parameters): Promise<number> => {
    const { numAffectedRows } = await query.executeQuery(CompiledQuery.raw(sql, [...parameters]))
    return Number(numAffectedRows ?? 0)
  }

/** One for each value, for `IN (…)`; nothing is in the list of none. */
export const placeholders = (values: readonly unknown[]): string =>
  values.length === 0 ? 'NULL' : values.map(() => '?').join()

const one = selection('SELECT 1')

/** @throws if the database does not answer */
export const ping = async <Tables>(query: Kysely<Tables>): Promise<void> => void (await one(query, []))

/** For the few things that the databases do in different ways. */
export const dialectOf = <Tables>(query: Kysely<Tables>): Dialect =>
  query.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'

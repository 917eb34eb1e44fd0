// Stands in for `platform/db/statement.ts` in `list-statements.ts`: notes every statement that a module makes as it loads.
import type * as statement from '../platform/db/statement.ts'

export const recorded: string[] = []

// The query tells it from the module that this one stands in for.
const MODULE = '../platform/db/statement.ts?real'
const real = (await import(MODULE)) as typeof statement

const noting =
  <Made>(make: (sql: string) => Made) =>
  (sql: string): Made => {
    recorded.push(sql)
    return make(sql)
  }

export const selection = noting(real.selection)
export const mutation = noting(real.mutation)
export const { placeholders, ping, dialectOf } = real

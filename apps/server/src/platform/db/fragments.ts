// What SQLite and PostgreSQL spell differently. A statement is one text for both: it names a fragment, and the driver of
// its database fills the fragment in when it prepares the statement. Everything else is SQL that both understand.

const SPELLINGS = {
  /** The column `value` with the items of a JSON list of strings: one parameter. */
  each: {
    sqlite: 'SELECT value FROM json_each(?)',
    postgres: 'SELECT value FROM json_array_elements_text(CAST(? AS json)) AS each(value)',
  },
  json_object: { sqlite: 'json_object', postgres: 'json_build_object' },
  /** An aggregate. Without rows it is an empty list on SQLite and NULL on PostgreSQL: `coalesce` it. */
  json_list: { sqlite: 'json_group_array', postgres: 'json_agg' },
  /** Where a text begins in another, counted from 1; 0 if nowhere. */
  instr: { sqlite: 'instr', postgres: 'strpos' },
  /** Ends a SELECT of `conversations c`. SQLite has one writer at a time and needs no locks. */
  lock_c: { sqlite: '', postgres: 'FOR NO KEY UPDATE OF c' },
  /** The same for `members m`. */
  lock_m: { sqlite: '', postgres: 'FOR NO KEY UPDATE OF m' },
  /** The same for a SELECT from one table. */
  lock_row: { sqlite: '', postgres: 'FOR NO KEY UPDATE' },
  /** Ends a SELECT of rows that another writer may have locked: then they are left out. */
  skip_locked: { sqlite: '', postgres: 'FOR UPDATE SKIP LOCKED' },
  /** The same for `message_index i`. */
  skip_locked_i: { sqlite: '', postgres: 'FOR UPDATE OF i SKIP LOCKED' },
  /** Ends a SELECT of `members me`: other readers go on, a writer waits until the commit. */
  share_me: { sqlite: '', postgres: 'FOR SHARE OF me' },
  /** The same for `messages m`, and rows of a queue `q` that another writer has are left out. */
  share_m_skip_q: { sqlite: '', postgres: 'FOR SHARE OF m FOR UPDATE OF q SKIP LOCKED' },
  /** The number of the next row of `message_index`: higher than those of all rows before it. */
  next_number: {
    sqlite: '(SELECT coalesce(max(number), 0) + 1 FROM message_index)',
    postgres: "nextval('message_numbers')",
  },
} as const

type Fragment = keyof typeof SPELLINGS
export type Dialect = 'sqlite' | 'postgres'

const named = (fragment: Fragment): string => `{${fragment}}`

export const EACH = named('each')
export const JSON_OBJECT = named('json_object')
export const JSON_LIST = named('json_list')
export const INSTR = named('instr')
export const LOCK_C = named('lock_c')
export const LOCK_M = named('lock_m')
export const LOCK_ROW = named('lock_row')
export const SKIP_LOCKED = named('skip_locked')
export const SKIP_LOCKED_I = named('skip_locked_i')
export const SHARE_ME = named('share_me')
export const SHARE_M_SKIP_Q = named('share_m_skip_q')
export const NEXT_NUMBER = named('next_number')

const NAMED = /\{(\w+)\}/g
const isFragment = (name: string): name is Fragment => Object.hasOwn(SPELLINGS, name)

/** The statement as this database reads it. */
export const spell = (sql: string, dialect: Dialect): string => {
  const spelled = sql.replace(NAMED, (whole, name: string) =>
    isFragment(name) ? SPELLINGS[name][dialect] : whole,
  )
  return dialect === 'postgres' ? numberParameters(spelled) : spelled
}

/** A literal, a quoted name, or a placeholder. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g

/** PostgreSQL's placeholders have numbers: `$1`. */
const numberParameters = (sql: string): string => {
  let number = 0
  return sql.replace(TOKENS, (token) => (token === '?' ? `$${++number}` : token))
}

// Whether a PostgreSQL server can hold Lectern.
import pg from 'pg'
import { OperatorError } from '../errors.ts'
import { shownAddress } from '../shown-address.ts'
import { openingError, POOL_SIZE } from './postgres-errors.ts'

const OLDEST = 15
/** Of one server: those that read, those that write, and the one that listens. */
const CONNECTIONS = 2 * POOL_SIZE + 1
const NO_LIMIT = 1_000_000
/** How long a new connection may take. */
export const CONNECT_MS = 10_000

export interface ServerFacts {
  /** Such as `15.18`. */
  version: string
  synchronous_commit: string
  /** `off` loses acknowledged messages in a power cut. */
  fsync: string
  /** How many Lectern servers its connections suffice for, if nobody else uses any. */
  servers: number
}

interface Row extends ServerFacts {
  number: string
  encoding: string
  is_standby: boolean
  is_read_only: boolean
  /** Where tables are made; null if none of the search path is there. */
  schema: string | null
  may_create: boolean
  has_tables: boolean
  /** A table of Lectern that this user may not read and write. */
  closed_table: string | null
  /** How many connections the user and the database are allowed; null without a limit. */
  connections: number | null
  /** How many connections the whole server has for users without special rights. */
  open_connections: number
}

type Facts = Omit<Row, 'servers'>
type Fitness = Omit<Row, keyof ServerFacts> & Pick<Row, 'version'>

const mayAll = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']
  .map((right) => `has_table_privilege(c.oid, '${right}')`)
  .join(' AND ')

const FACTS = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
    current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS synchronous_commit,
    current_setting('fsync') AS fsync, pg_is_in_recovery() AS is_standby,
    current_setting('transaction_read_only') = 'on' AS is_read_only,
    current_schema() AS schema, coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
    to_regclass('migrations') IS NOT NULL AS has_tables,
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0) AS open_connections,
    (SELECT c.relname FROM pg_class c JOIN pg_class m ON m.oid = to_regclass('migrations') AND m.relowner = c.relowner
      WHERE c.relkind = 'r' AND c.relnamespace = m.relnamespace AND NOT (${mayAll}) ORDER BY c.relname LIMIT 1) AS closed_table,
    (SELECT nullif(least(CASE WHEN r.rolsuper OR r.rolconnlimit < 0 THEN ${NO_LIMIT} ELSE r.rolconnlimit END,
        CASE WHEN r.rolsuper OR d.datconnlimit < 0 THEN ${NO_LIMIT} ELSE d.datconnlimit END), ${NO_LIMIT})
      FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()) AS connections`

/** @throws OperatorError that says in one sentence what is wrong */
export const inspectServer = async (url: string): Promise<ServerFacts> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  })
  // A connection lost between statements; the next one says so.
  client.on('error', () => {})
  try {
    await client.connect()
    const [row] = (await client.query<Facts>(FACTS)).rows
    if (!row) throw new Error('no answer')
    const unfit = unfitness(row)
    if (unfit !== undefined)
      throw new OperatorError(`The database ${shownAddress(url)} cannot be used: ${unfit}.`)
    const { connections, open_connections } = row
    const servers = Math.floor(Math.min(connections ?? NO_LIMIT, open_connections) / CONNECTIONS)
    return { ...row, servers }
  } catch (error) {
    throw openingError(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Why this server cannot hold Lectern; undefined if it can. */
export const unfitness = (facts: Fitness): string | undefined => {
  const { version, number, encoding, is_standby } = facts
  if (Number(number) < OLDEST * 10_000)
    return `PostgreSQL ${version} is too old; ${OLDEST} or newer is needed`
  if (encoding !== 'UTF8')
    return `it is encoded in ${encoding}; make it with createdb --encoding UTF8 --template template0`
  if (is_standby) return 'it is a standby and can only be read; name the primary'
  return missingRights(facts)
}

const missingRights = ({
  is_read_only,
  schema,
  may_create,
  has_tables,
  closed_table,
  connections,
  open_connections,
}: Fitness): string | undefined => {
  if (is_read_only)
    return 'it can only be read; set default_transaction_read_only = off for this user and database'
  if (schema === null) return 'its search_path names no schema that is there'
  if (!may_create && !has_tables)
    return 'this user may not make tables there; make it the owner of the database'
  if (closed_table !== null)
    return `this user may not read and write the table ${closed_table}; make it the owner of all tables`
  if (connections !== null && connections < CONNECTIONS)
    return `it allows ${connections} connections, and each server needs ${CONNECTIONS}; raise CONNECTION LIMIT`
  if (open_connections < CONNECTIONS)
    return `its server has ${open_connections} connections, and each Lectern server needs ${CONNECTIONS}; raise max_connections`
  return undefined
}

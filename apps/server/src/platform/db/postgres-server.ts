// Whether a PostgreSQL server can hold Lectern.
import pg from 'pg'
import { OperatorError } from '../errors.ts'
import { shownAddress } from '../shown-address.ts'
import { openingError } from './postgres-errors.ts'

const OLDEST = 15
/** How long a new connection may take. */
export const CONNECT_MS = 10_000

export interface ServerFacts {
  /** Such as `15.18`. */
  version: string
  synchronous_commit: string
  /** `off` loses acknowledged messages in a power cut. */
  fsync: string
}

interface Row extends ServerFacts {
  number: string
  encoding: string
  is_standby: boolean
}

type Fitness = Pick<Row, 'version' | 'number' | 'encoding' | 'is_standby'>

const FACTS = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
    current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS synchronous_commit,
    current_setting('fsync') AS fsync, pg_is_in_recovery() AS is_standby`

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
    const [row] = (await client.query<Row>(FACTS)).rows
    if (!row) throw new Error('no answer')
    const unfit = unfitness(row)
    if (unfit !== undefined)
      throw new OperatorError(`The database ${shownAddress(url)} cannot be used: ${unfit}.`)
    return row
  } catch (error) {
    throw openingError(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Why this server cannot hold Lectern; undefined if it can. */
export const unfitness = ({ version, number, encoding, is_standby }: Fitness): string | undefined => {
  if (Number(number) < OLDEST * 10_000)
    return `PostgreSQL ${version} is too old; ${OLDEST} or newer is needed`
  if (encoding !== 'UTF8')
    return `it is encoded in ${encoding}; make it with createdb --encoding UTF8 --template template0`
  if (is_standby) return 'it is a standby and can only be read; name the primary'
  return undefined
}

// The findings of `lectern doctor` about a PostgreSQL database.
import type { Config } from '../config.ts'
import { openDatabase } from '../database.ts'
import { systemClock } from '../platform/clock.ts'
import { shownAddress } from '../platform/shown-address.ts'
import { inspectServer } from '../platform/db/postgres-server.ts'
import type { Finding } from './doctor.ts'
import { examineFiles } from './examine-files.ts'
import { jobFindings } from './examine-jobs.ts'
import { examineDemo, tryRow } from './try-parts.ts'

export const examinePostgres = async (config: Config, database_url: string): Promise<Finding[]> => {
  try {
    const { version, fsync, servers } = await inspectServer(database_url)
    return [
      { level: 'ok', text: `PostgreSQL ${version}: ${shownAddress(database_url)}` },
      fsync === 'on'
        ? { level: 'ok', text: 'fsync on' }
        : { level: 'fail', text: 'a power cut loses messages', mend: 'set fsync = on in postgresql.conf' },
      {
        level: 'ok',
        text: `connections for ${servers === 1 ? 'one Lectern server' : `${servers} Lectern servers`}`,
      },
      ...(await examineContent(config, database_url)),
    ]
  } catch (error) {
    return [{ level: 'fail', text: (error as Error).message, mend: 'see PostgreSQL in docs/operations.md' }]
  }
}

const examineContent = async (config: Config, database_url: string): Promise<Finding[]> => {
  const { data_dir } = config
  const database = await openDatabase({ data_dir, database_url })
  const { db } = database
  try {
    if ((await database.pending()).length > 0)
      return [{ level: 'ok', text: 'the next start updates the schema' }]
    const now = systemClock.now()
    return [
      { level: 'ok', text: 'schema up to date' },
      await tryRow(db, 'see the log of PostgreSQL'),
      ...(await examineDemo(db, config)),
      ...(await examineFiles(db, config, { now })),
      ...(await jobFindings(db, now)),
    ]
  } finally {
    await db.close()
  }
}

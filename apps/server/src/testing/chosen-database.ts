// Which database a test server has: SQLite, or in the project `postgres` one of PostgreSQL.
import { makeDatabase } from './postgres-server.ts'

export interface ChosenDatabase {
  env: Record<string, string>
  drop(): Promise<void>
}

export const isOnPostgres = (): boolean => process.env['LECTERN_TEST_DATABASE'] === 'postgres'

export const chooseDatabase = async (): Promise<ChosenDatabase> => {
  if (!isOnPostgres()) return { env: {}, drop: async () => {} }
  const { url, drop } = await makeDatabase(testServer())
  return { env: { LECTERN_DATABASE_URL: url }, drop }
}

/** The address of the server that the tests share. */
export const testServer = (): string => {
  const url = process.env['LECTERN_TEST_POSTGRES']
  if (url === undefined) throw new Error('this test belongs to the project `postgres`')
  return url
}

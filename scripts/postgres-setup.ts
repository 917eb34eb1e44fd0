// One PostgreSQL server for a whole run of tests.
import { PostgresServer } from '../apps/server/src/testing/postgres-server.ts'
import { needProgram } from './programs.ts'

/** For vitest's `globalSetup`, which takes the default export. */
export default async (): Promise<() => Promise<void>> => {
  const server = await PostgresServer.start(needProgram('initdb'))
  // Workers find it there: see `testServer`.
  process.env['LECTERN_TEST_POSTGRES'] = server.url('postgres')
  return () => server.stop()
}

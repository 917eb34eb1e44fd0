// One S3 storage for a whole run of tests.
import { S3Server } from '../apps/server/src/testing/s3-server.ts'

/** For vitest's `globalSetup`, which takes the default export. */
export default async (): Promise<() => Promise<void>> => {
  const server = await S3Server.start()
  // Workers find it there: see `chooseStorage`.
  process.env['LECTERN_TEST_S3'] = JSON.stringify(server.env(''))
  return () => server.close()
}

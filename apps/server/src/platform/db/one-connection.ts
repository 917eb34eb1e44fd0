import type { DatabaseConnection, Driver } from 'kysely'

const refuse = async (): Promise<never> => {
  throw new Error('transactions are made by db.write')
}

/** Kysely's driver over a connection that others open, lock and close: its own transactions are refused. */
export const driverOver = (connection: DatabaseConnection): Driver => ({
  init: async () => {},
  acquireConnection: async () => connection,
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
  releaseConnection: async () => {},
  destroy: async () => {},
})

/**
 * The same for the connection of a write. It has one statement at a time: others would wait in the driver of PostgreSQL, and
 * after a failure they would still run.
 */
export const serialDriverOver = (connection: DatabaseConnection): Driver => {
  let isTaken = false
  return {
    ...driverOver(connection),
    acquireConnection: async () => {
      if (isTaken) throw new Error('a write runs one statement at a time: await each, without Promise.all')
      isTaken = true
      return connection
    },
    releaseConnection: async () => void (isTaken = false),
  }
}

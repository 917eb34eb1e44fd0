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

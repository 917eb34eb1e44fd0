import { wireContract } from '@lectern/protocol/testing'
import { createTestServer } from '../testing/create-test-server.ts'

wireContract('the real server', {
  open: async () => {
    const server = await createTestServer()
    const { ada, ben, chloe } = server.people
    const { url } = await server.listen()
    return { url, fetch, accounts: { ada, ben, chloe }, close: () => server.close() }
  },
})

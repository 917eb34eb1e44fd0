import { wireContract } from '@lectern/protocol/testing'
import { createClassroom } from './classroom.ts'
import { FakeNetwork } from './fake-network.ts'
import { FAKED } from './fake-routes.ts'

wireContract('the fake server', {
  open: async () => {
    const room = createClassroom()
    const network = new FakeNetwork(room.server)
    const account = (name: 'ada' | 'ben' | 'chloe') => ({ email: room[name].email, password: 'secret' })
    return {
      url: 'http://fake',
      // No two requests have the same time.
      fetch: async (url, init) => {
        await room.clock.advance(1)
        return network.fetch(url, init)
      },
      accounts: { ada: account('ada'), ben: account('ben'), chloe: account('chloe') },
      close: async () => room.close(),
    }
  },
  fakes: FAKED,
})

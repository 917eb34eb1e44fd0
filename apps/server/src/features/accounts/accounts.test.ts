import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'

describe('signing in', () => {
  let clock: ManualClock
  let server: TestServer
  beforeEach(async () => {
    clock = new ManualClock()
    server = await createTestServer({ clock })
  })
  afterEach(() => server.close())

  it('answers tokens that open the door', async () => {
    const { email, password } = server.people.ada
    const { body } = await server.as().ask(endpoints.login, { body: { email, password, refresh_in: 'body' } })
    expect(body.user).toMatchObject({ name: 'Ada', role: 'instructor', email })
    expect(await server.as(body).call(endpoints.getMe)).toEqual(body.user)
  })
})

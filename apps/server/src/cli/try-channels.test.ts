import { afterEach, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { endpoints } from '@lectern/protocol'
import { needProgram } from '../../../../scripts/programs.ts'
import { createTestServer } from '../testing/create-test-server.ts'
import { PushStation } from '../testing/push-station.ts'
import { testChannels } from './try-channels.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

it('O5 doctor --test sends to each device, and names a revoked subscription and a dead push service', async () => {
  const station = await PushStation.open(needProgram('openssl'))
  ends.push(() => station.close(), station.trust())
  const env = { LECTERN_PUSH_SUBJECT: 'mailto:it@school.example', LECTERN_PUSH_HOSTS: station.host }
  const server = await createTestServer({ env })
  ends.push(() => server.close())
  const { ben } = server.people
  const { database_url: LECTERN_DATABASE_URL, data_dir: LECTERN_DATA_DIR } = server
  const config = readConfig({ ...env, LECTERN_DATA_DIR, LECTERN_DATABASE_URL })
  const tried = async () => (await testChannels(config, ben.email)).map(({ level, text }) => [level, text])
  expect(await tried()).toEqual([['warn', 'no device of this person asked for pushes']])
  const subscription = station.subscribe()
  await server.as(ben).call(endpoints.putPush, { body: { ...subscription, lang: 'de' } })
  expect(await tried()).toEqual([['ok', `${station.host} has taken a push`]])
  expect(station.shownAt(subscription)).toHaveLength(1)
  station.answer = { status: 410 }
  expect(await tried()).toEqual([
    ['fail', `the subscription at ${station.host} is revoked: the browser ended it`],
  ])
  await station.close()
  expect(await tried()).toMatchObject([
    ['fail', expect.stringContaining(`${station.host} cannot be reached`)],
  ])
})

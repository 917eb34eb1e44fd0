// Two people whose browsers are connected to different servers of one installation.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PostgresServer, sql } from '../apps/server/src/testing/postgres-server.ts'
import { RedisProcess } from '../apps/server/src/testing/redis-process.ts'
import { StubProvider } from '../apps/server/src/testing/stub-provider.ts'
import { needProgram } from '../scripts/programs.ts'
import { SampleFiles } from './sample-files.ts'
import { LecternServer } from './server.ts'
import {
  ADA,
  BEN,
  composer,
  openConversation,
  PATIENCE,
  RECOVERY,
  rows,
  SOON,
  Stage,
  write,
  type OwnStage,
} from './stage.ts'

const WORDS = Array.from({ length: 60 }, (_, index) => `word${index + 1} `)

let postgres: PostgresServer
let redis: RedisProcess
let provider: StubProvider
let stage: OwnStage
let second: LecternServer
let ada: Page
let ben: Page
let files: SampleFiles
beforeAll(async () => {
  postgres = await PostgresServer.start(needProgram('initdb'))
  redis = await RedisProcess.start(needProgram('redis-server'))
  provider = await new StubProvider('openai-compatible').open()
  files = await SampleFiles.make()
  await sql(postgres.url('postgres'), 'CREATE DATABASE lectern TEMPLATE template0')
  const env = {
    LECTERN_DATABASE_URL: postgres.url('lectern'),
    LECTERN_REDIS_URL: redis.url,
    LECTERN_ASSISTANT: 'openai-compatible',
    LECTERN_ASSISTANT_URL: provider.url,
    LECTERN_ASSISTANT_MODEL: 'small',
  }
  stage = await Stage.open(env)
  second = await LecternServer.start({ ...env, LECTERN_DATA_DIR: stage.server.dataDir })
  ada = await stage.signedIn(ADA)
  ben = await stage.signedIn(BEN, { baseURL: second.url })
  for (const page of [ada, ben]) await openConversation(page, 'Mathematics')
})
afterAll(async () => {
  await stage?.closeWindows()
  await second?.close()
  await stage?.close()
  files?.remove()
  await provider?.close()
  await redis?.stop()
  await postgres?.stop()
})

/** The text of the assistant's last answer. */
const words = async (page: Page): Promise<string> => {
  const bubble = page
    .getByRole('article', { name: /^Assistant/ })
    .last()
    .locator('.lectern-bubble')
  return ((await bubble.allTextContents())[0] ?? '').match(/word\d+/g)?.join(' ') ?? ''
}

describe('two people on two servers', () => {
  test('talk, and see each other type', async () => {
    await composer(ben).pressSequentially('From the second', { delay: 30 })
    await ada
      .getByText(/typing/)
      .first()
      .waitFor(SOON)
    await composer(ben).press('Enter')
    await rows(ada, 'From the second').waitFor(SOON)
    await write(ada, 'From the first')
    await rows(ben, 'From the first').waitFor(SOON)
  })

  test('see who is there', async () => {
    for (const [page, other] of [
      [ada, 'Ben'],
      [ben, 'Ada'],
    ] as const)
      await openConversation(page, other)
    for (const page of [ada, ben]) await page.getByRole('heading', { level: 2 }).first().waitFor()
    for (const page of [ada, ben])
      await page
        .getByText(/^Online/)
        .first()
        .waitFor(SOON)
    for (const page of [ada, ben]) await openConversation(page, 'Mathematics')
  })

  test('act on one card', async () => {
    const title = 'Completing the square'
    await composer(ben).pressSequentially('/tutoring')
    await ben.getByRole('option').first().waitFor()
    await ben.keyboard.press('Enter')
    const dialog = ben.getByRole('dialog')
    await dialog.getByLabel('Subject').fill(title)
    await dialog.getByLabel('Your question').fill('Why do we halve it?')
    await dialog.getByRole('button', { name: 'Post' }).click()
    const card = (page: Page) => page.getByRole('region', { name: title })
    await card(ben).getByRole('button', { name: 'Ask a person', exact: true }).click()
    // Taking over what others change at the moment is refused.
    await card(ada).getByText('Next in the queue').waitFor(SOON)
    await card(ada).getByRole('button', { name: 'Take over', exact: true }).click()
    await card(ben)
      .getByText(/is helping/)
      .first()
      .waitFor(SOON)
  })

  test('open each other’s files', async () => {
    await files.choose(ben, 'board.jpg')
    await composer(ben).fill('My solution')
    await composer(ben).press('Enter')
    await rows(ada, 'My solution').waitFor(RECOVERY)
    const loaded = () =>
      rows(ada, 'My solution')
        .locator('.lectern-images img')
        .evaluateAll(
          (images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length,
        )
    await expect.poll(loaded, PATIENCE).toBe(1)
  })

  test('read an answer while it is written', async () => {
    const { promise: until, resolve: goOn } = Promise.withResolvers<void>()
    provider.next({ words: WORDS, pause_ms: 20, hold: { after: 30, until } })
    await composer(ben).pressSequentially('@Assis')
    await ben.getByRole('option', { name: /Assistant/ }).click()
    await composer(ben).pressSequentially('what is a limit?')
    await composer(ben).press('Enter')
    const half = WORDS.slice(0, 30).join('').trim()
    for (const page of [ada, ben]) await expect.poll(() => words(page), PATIENCE).toBe(half)
    goOn()
    for (const page of [ada, ben]) await expect.poll(() => words(page), RECOVERY).toBe(WORDS.join('').trim())
  })

  test('go on when one server is killed, and when Redis is gone', async () => {
    await redis.stop()
    await write(ben, 'Without Redis')
    await rows(ada, 'Without Redis').waitFor(PATIENCE)
    await second.kill()
    await write(ben, 'While his server is away')
    await write(ada, 'Meanwhile on the other')
    await redis.start()
    await second.start()
    for (const page of [ada, ben])
      for (const text of ['While his server is away', 'Meanwhile on the other'])
        await expect.poll(() => rows(page, text).count(), RECOVERY).toBe(1)
  })
})

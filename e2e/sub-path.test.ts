// An installation below a path of its host, behind the documented nginx.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { documentedLocation, Nginx } from './nginx.ts'
import { holdToSilence } from './scene.ts'
import {
  ADA,
  BEN,
  composer,
  openConversation,
  PATIENCE,
  rows,
  signIn,
  Stage,
  write,
  type OwnStage,
} from './stage.ts'

const keepsPath = (block: string) => block
const takesPathOff = (block: string) => block.replace(/(proxy_pass [^;]*);/, '$1/;')

describe.each([
  ['that hands the path on', keepsPath],
  ['that takes the path off', takesPathOff],
])('S3 below /lectern/ of a host, behind an nginx %s', (_how, shape) => {
  let stage: OwnStage
  let nginx: Nginx
  beforeAll(async () => {
    stage = await Stage.open({ LECTERN_BASE_PATH: '/lectern', LECTERN_TRUST_PROXY: '1' })
    stage.keepsFiles = true
    nginx = await Nginx.start(shape(documentedLocation(stage.server.port)))
  })
  afterEach(() => stage.closeWindows())
  afterAll(async () => {
    await nginx.close()
    await stage.close()
  })
  holdToSilence(() => stage)

  const open = async (name: string) => {
    const page = await stage.window(name, { baseURL: nginx.url })
    await page.goto('/lectern/')
    return page
  }

  test('S3 two people sign in, write to each other, follow links and reload', async () => {
    const [ada, ben] = [await open('ada'), await open('ben')]
    await ada.waitForURL('**/lectern/signin')
    await signIn(ada, ADA)
    await signIn(ben, BEN)
    await openConversation(ada, 'Ben')
    await openConversation(ben, 'Ada')
    expect(new URL(ada.url()).pathname).toMatch(/^\/lectern\/c\/[0-9a-f-]{36}$/)
    await write(ada, 'Over the socket, below a path')
    await rows(ben, 'Over the socket, below a path').waitFor()
    await ada.reload()
    await rows(ada, 'Over the socket, below a path').waitFor()

    await ada.getByRole('button', { name: /^Account/ }).click()
    await ada.getByRole('menuitem', { name: 'Settings' }).click()
    await ada.waitForURL('**/lectern/settings')
    await ada.goBack()
    await composer(ada).waitFor()
    const paths = (await ada.context().cookies()).map(({ path }) => path)
    expect([...new Set(paths)]).toEqual(['/lectern/auth'])
  })

  test('S3 a file is sent and shown', async () => {
    const ada = await open('ada')
    await signIn(ada, ADA)
    await openConversation(ada, 'Ben')
    await ada
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'below.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Below a path'),
      })
    await write(ada, 'With a file')
    await rows(ada, 'With a file').getByText('below.txt').first().waitFor()
  })

  test('S3 the page opens without the server, and other paths of the host are left alone', async () => {
    const ada = await open('ada')
    await signIn(ada, ADA)
    const scope = () =>
      ada.evaluate(async () => new URL((await navigator.serviceWorker.ready).scope).pathname)
    await expect.poll(scope, PATIENCE).toBe('/lectern/')
    stage.complaints.expect(/ERR_|status of 50\d|WebSocket/)
    await stage.server.kill()
    await ada.reload()
    await ada.getByRole('navigation', { name: 'Conversations' }).or(composer(ada)).first().waitFor()
    await stage.server.start()
    const other = await ada.request.get('/')
    expect(await other.text()).toBe('another application')
  })
})

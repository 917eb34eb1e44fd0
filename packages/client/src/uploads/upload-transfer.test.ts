import { expect, test } from 'vitest'
import { ManualClock } from '../testing/index.ts'
import type { Upload } from './upload.ts'
import { faults } from './transfer-faults.ts'
import * as tus from 'tus-js-client'
import { transfer } from './upload-transfer.ts'

const upload: Upload = {
  ...{ id: 'upload', user_id: 'ada', conversation_id: 'algebra', filename: 'words.txt' },
  ...{ media_type: 'text/plain', size: 5, position: 1, status: 'waiting', sent: 0 },
}
const turns = async () => {
  for (let count = 0; count < 20; count++) await new Promise((resolve) => setImmediate(resolve))
}

test('an upload that is stopped while it waits for a token sends nothing with it', async () => {
  const sent: string[] = []
  // Like XMLHttpRequest: to abort what was not sent yet has no effect.
  const fetch = (url: unknown, init?: RequestInit) => {
    sent.push(`${init?.method} ${String(url)}`)
    return new Promise<Response>(() => {})
  }
  const abort = new AbortController()
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<string>()
  const token = () => {
    asked.resolve()
    return answer.promise
  }
  const options = { apiUrl: 'http://fake', clock: new ManualClock(), token, fetch }
  const watched = { ...options, onUrl: () => {}, onProgress: () => {}, faults, tus }
  const running = transfer(upload, new Blob(['words']), watched, abort.signal)
  await asked.promise
  abort.abort()
  await expect(running).rejects.toMatchObject({ code: 'unavailable' })
  answer.resolve('a token of the next user')
  await turns()
  expect(sent).toEqual([])
})

import { expect, test } from 'vitest'
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import { ManualClock } from '../testing/index.ts'
import type { Upload } from './upload.ts'
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
  const createRequest = (method: string, url: string): HttpRequest => ({
    getMethod: () => method,
    getURL: () => url,
    setHeader: () => {},
    getHeader: () => undefined,
    setProgressHandler: () => {},
    getUnderlyingObject: () => undefined,
    abort: async () => {},
    send: () => {
      sent.push(`${method} ${url}`)
      return new Promise<HttpResponse>(() => {})
    },
  })
  const stack: HttpStack = { getName: () => 'fake', createRequest }
  const abort = new AbortController()
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<string>()
  const token = () => {
    asked.resolve()
    return answer.promise
  }
  const options = { apiUrl: 'http://fake', clock: new ManualClock(), token, stack }
  const watched = { ...options, onUrl: () => {}, onProgress: () => {} }
  const running = transfer(upload, new Blob(['words']), watched, abort.signal)
  await asked.promise
  abort.abort()
  await expect(running).rejects.toMatchObject({ code: 'unavailable' })
  answer.resolve('a token of the next user')
  await turns()
  expect(sent).toEqual([])
})

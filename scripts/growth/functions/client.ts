import { parseJson } from '../../../packages/client/src/core/parse-json.ts'
import { parseFrames } from '../../../packages/client/src/connection/parse-frames.ts'
import { meantIn } from '../../../packages/client/src/conversation/meant.ts'
import { parseTime } from '../../../packages/client/src/core/clock.ts'
import { DocumentImages } from '../../../packages/client/src/documents/document-images.ts'
import { retryAfterMs } from '../../../packages/client/src/http/retry-after.ts'
import { idIn } from '../../../packages/client/src/uploads/upload.ts'
import type { TextFunctions } from '../text-functions.ts'

const ID = '0192d0c0-0000-7000-8000-000000000000'
const uploaded = { id: ID, draft_key: 'new', status: 'ready', attachment: { id: ID }, filename: 'a.png' }
const images = new DocumentImages({
  attachments: {
    state: { get: () => [uploaded], subscribe: () => () => {} },
    rename: () => {},
  },
} as unknown as ConstructorParameters<typeof DocumentImages>[0])

/** Most of the SDK passes text on as it is; these read it. */
export const CLIENT: TextFunctions = {
  'connection/parse-frames.ts': {
    parseFrames: (text) => [parseFrames(text), parseFrames(JSON.stringify({ type: 'error', message: text }))],
  },
  'conversation/meant.ts': {
    meantIn: (text) => {
      const draft = JSON.stringify([{ at: 0, name: text, user_id: ID }])
      return meantIn({ get: () => draft, subscribe: () => () => {} }).get()
    },
  },
  'core/clock.ts': { parseTime },
  'core/parse-json.ts': { parseJson },
  'documents/document-images.ts': {
    'DocumentImages.read': (text) => images.read('new', `${text}attachment:${ID}`),
  },
  'http/retry-after.ts': { retryAfterMs: (text) => retryAfterMs(text, { now: () => 0 }) },
  'uploads/upload.ts': { idIn },
}

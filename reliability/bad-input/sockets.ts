// Sockets that receive invalid frames, from before their authentication on.
import { toJSONSchema } from 'zod/v4/core'
import { SUBPROTOCOL, UpFrame } from '@lectern/protocol'
import { between, pick, type Random } from '../random.ts'
import type { JsonObject } from './json.ts'
import { garble, pickJunk, mangle } from './mangle.ts'
import type { Target } from './requests.ts'
import { sample } from './sample.ts'

const FRAME = toJSONSchema(UpFrame, { io: 'input', unrepresentable: 'any' }) as JsonObject
/** A socket without authentication is closed after ten seconds. */
const LISTEN_MS = 15_000
const FRAMES = 12
/** The contract's codes, a browser's code for a frame that is too long, and the plain end. */
const isKnown = (code: number): boolean =>
  (code >= 4000 && code < 4500) || [1000, 1005, 1006, 1007, 1009].includes(code)

/** Opens a socket, sends invalid frames, and waits for the end or a sign of life; returns the fault, if any. */
export const sendBadFrames = (
  { port, limits, tokens, ids }: Target,
  user_id: string,
  random: Random,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    const token = random() < 0.02 ? '' : pick(random, [...tokens, ...tokens, ...tokens, 'x.y.z'])
    const path = random() < 0.9 ? user_id : JSON.stringify(pickJunk(random)).slice(0, 100)
    const query = token === '' ? '' : `?token=${encodeURIComponent(token)}`
    const url = `ws://127.0.0.1:${port}/conversations/ws/user/${encodeURIComponent(path.toWellFormed())}${query}`
    const socket = new WebSocket(url, random() < 0.7 ? [SUBPROTOCOL] : [])
    const said: string[] = []
    const end = (wrong?: string): void => {
      clearTimeout(limit)
      socket.close()
      resolve(
        wrong === undefined ? undefined : `A socket that was sent ${said.join(' ⏎ ').slice(0, 500)} ${wrong}`,
      )
    }
    const limit = setTimeout(() => end('neither closed nor answered'), limits.allow(LISTEN_MS))
    socket.addEventListener('open', () => {
      for (let index = between(random, 1, FRAMES); index > 0; index--)
        say(socket, said, nonsense(random, ids))
      socket.send('ping')
    })
    socket.addEventListener('message', ({ data }) => data === 'pong' && end())
    socket.addEventListener('close', ({ code }) => end(isKnown(code) ? undefined : `was closed with ${code}`))
    // Not every URL of the test leads to a socket.
    socket.addEventListener('error', () => end())
  })

const say = (socket: WebSocket, said: string[], frame: string | Uint8Array<ArrayBuffer>): void => {
  said.push(typeof frame === 'string' ? frame.slice(0, 120) : `${frame.length} bytes`)
  socket.send(frame)
}

const nonsense = (random: Random, ids: readonly string[]): string | Uint8Array<ArrayBuffer> => {
  const frame = sample(FRAME, random, ids)
  const text = JSON.stringify(random() < 0.6 ? mangle(frame, random) : frame)
  if (random() < 0.1) return new Uint8Array(garble(text, random))
  return random() < 0.3 ? garble(text, random).toString('latin1') : text
}

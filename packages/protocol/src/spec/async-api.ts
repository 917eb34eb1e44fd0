// The socket as AsyncAPI 3.
import { CLOSE, SUBPROTOCOL } from '../index.ts'
import { downFrames, plainFrames, upFrames, type FrameSpec } from './frames.ts'
import { jsonSchemas, withExamples, type JsonObject } from './json-schema.ts'

const ref = (path: string): JsonObject => ({ $ref: `#/${path}` })

type Frames = Readonly<Record<string, FrameSpec>>

const messagesOf = (frames: Frames): JsonObject =>
  Object.fromEntries(
    Object.entries(frames).map(([name, { summary }]) => [
      name,
      {
        name,
        title: name,
        summary,
        contentType: 'application/json',
        payload: ref(`components/schemas/${name}`),
      },
    ]),
  )

const heartbeat = (text: 'ping' | 'pong', summary: string): JsonObject => ({
  name: text,
  title: text,
  summary,
  contentType: 'text/plain',
  payload: { type: 'string', const: text },
})

const channelOf = (frames: readonly string[], title: string, description: string): JsonObject => ({
  address: '/conversations/ws/user/{user_id}',
  title,
  description,
  messages: Object.fromEntries(frames.map((name) => [name, ref(`components/messages/${name}`)])),
  parameters: {
    user_id: { description: 'The user the token was issued to; another one is refused with 4403.' },
  },
  bindings: {
    ws: {
      method: 'GET',
      query: {
        type: 'object',
        properties: { token: { type: 'string', description: 'An access token or a ticket.' } },
      },
    },
  },
})

const operationOf = (action: 'send' | 'receive', channel: string, frames: readonly string[]): JsonObject => ({
  action,
  channel: ref(`channels/${channel}`),
  messages: frames.map((name) => ref(`channels/${channel}/messages/${name}`)),
})

const closeCodes = Object.entries(CLOSE)
  .map(([name, code]) => `${code} ${name}`)
  .join(', ')

/** The document, from the server's point of view. `version` is the version of the software. */
export const asyncApi = (version: string): JsonObject => {
  const down = ['pong', ...Object.keys(downFrames)]
  const up = ['ping', ...Object.keys(upFrames)]
  const plainDown = ['pong', ...Object.keys(plainFrames)]
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Lectern socket',
      version,
      description:
        'Changes as they happen. Commands go over HTTP, described in /openapi.json. ' +
        `Close codes: ${closeCodes}; an unknown one follows its range: 4200–4299 refresh the token, ` +
        '4300–4399 pull everything anew, 4400–4499 stop, all else reconnect and resume.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      full: channelOf(
        [...down, ...up],
        `Full profile: subprotocol ${SUBPROTOCOL}`,
        'A frame is one object with `type`, or an array of such objects (a coalesced batch).',
      ),
      plain: channelOf(
        [...plainDown, 'ping'],
        'Plain profile: no subprotocol',
        'Each new message of the user’s conversations, the user’s own included, as one frame. Nothing else is sent.',
      ),
    },
    operations: {
      sendFrames: operationOf('send', 'full', down),
      receiveFrames: operationOf('receive', 'full', up),
      sendPlainFrames: operationOf('send', 'plain', plainDown),
      receivePing: operationOf('receive', 'plain', ['ping']),
    },
    components: {
      messages: {
        ping: heartbeat('ping', 'Are you there?'),
        pong: heartbeat('pong', 'The answer to `ping`.'),
        ...messagesOf({ ...downFrames, ...upFrames, ...plainFrames }),
      },
      schemas: withExamples(jsonSchemas({}, (name) => `#/components/schemas/${name}`).schemas),
    },
  }
}

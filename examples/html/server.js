// The school's own server, in Node alone: its pages, and access tokens for the people it knows.
//
//   PORT=5500 LECTERN_URL=http://localhost:8002 LECTERN_PASSWORD=… node server.js
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const {
  PORT = '5500',
  LECTERN_URL = 'http://localhost:8002',
  LECTERN_EMAIL = 'ben@example.edu',
} = process.env
const { LECTERN_PASSWORD } = process.env
if (!LECTERN_PASSWORD) {
  console.error('Set LECTERN_PASSWORD to what `npm start` printed for the demo class.')
  process.exit(1)
}

/** What Lectern answers, or its reason. */
const ask = async (path, body) => {
  const response = await fetch(LECTERN_URL + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.detail)
  return answer
}

/** A real school looks up here who is signed in with it, and keeps a session of Lectern for each of them. */
const credentials = { email: LECTERN_EMAIL, password: LECTERN_PASSWORD, refresh_in: 'body' }

const EARLY_MS = 60_000

const renewed = async (former) => {
  const signIn = () => ask('/auth/login', credentials)
  const { refresh_token } = former ?? {}
  const tokens = refresh_token ? await ask('/auth/refresh', { refresh_token }).catch(signIn) : await signIn()
  return { ...tokens, ends_at: Date.now() + tokens.expires_in * 1_000 - EARLY_MS }
}

let session

/** A refresh token is spent by its use: whoever comes while it is used waits for the same answer. */
const accessToken = async () => {
  const before = session
  const known = await before?.catch(() => undefined)
  if (session === before && (!known || known.ends_at < Date.now())) session = renewed(known)
  return (await session).access_token
}

const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' }

const answer = async (path) => {
  if (path === '/settings.json') return ['application/json', JSON.stringify({ apiUrl: LECTERN_URL })]
  if (path === '/lectern-token') return ['text/plain', await accessToken()]
  const file = path === '/' ? '/index.html' : path
  return [
    TYPES[extname(file)] ?? 'application/octet-stream',
    await readFile(join(import.meta.dirname, 'public', file)),
  ]
}

createServer(async ({ url }, response) => {
  // Resolving against an origin takes every `..` out.
  const { pathname } = new URL(url, 'http://localhost')
  try {
    const [type, body] = await answer(pathname)
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
  } catch (error) {
    const status = error.code === 'ENOENT' ? 404 : 502
    response
      .writeHead(status, { 'content-type': 'text/plain' })
      .end(status === 404 ? 'Not found' : error.message)
  }
}).listen(Number(PORT), () => console.log(`Open http://localhost:${PORT}`))

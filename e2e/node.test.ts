// The SDK in Node as a developer first tries it: nothing is passed but the URL of the server.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { PASSWORD } from './server.ts'
import { useScene } from './scene.ts'

// oxlint-disable-next-line react/rules-of-hooks
const scene = useScene({ windows: [] })

/** One of another version is tried with its path in `LECTERN_NODE`. */
const node = process.env['LECTERN_NODE'] ?? process.execPath

const run = async (flags: readonly string[]): Promise<unknown> => {
  const { id } = await scene.group()
  const { email } = scene.cast.ben
  const program = join(import.meta.dirname, 'node-program.js')
  const args = [...flags, program, scene.stage.server.url, email, PASSWORD, id]
  const { stdout } = await promisify(execFile)(node, args, { timeout: 100_000 })
  return JSON.parse(stdout)
}
const DONE = { status: 'stored', after: 'stored', same: true }

test('E3 a program with all defaults sends a file, and fetches it again', async () => {
  expect(await run([])).toEqual({ ...DONE, transport: 'websocket' })
})

test('E9 a Node as old as 20, without sockets, gets everything as a stream of events', async () => {
  const as20 = `data:text/javascript,${encodeURIComponent(
    'for (const name of ["WebSocket", "navigator", "CloseEvent"]) delete globalThis[name]; delete Map.groupBy; delete Object.groupBy; delete Promise.withResolvers; delete Promise.try; delete Array.fromAsync; delete globalThis.Iterator',
  )}`
  expect(await run(['--import', as20])).toEqual({ ...DONE, transport: 'sse' })
})

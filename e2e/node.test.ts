// The SDK in Node as a developer first tries it: nothing is passed but the URL of the server.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { PASSWORD } from './server.ts'
import { useScene } from './scene.ts'

// oxlint-disable-next-line react/rules-of-hooks
const scene = useScene()

/** One of another version is tried with its path in `LECTERN_NODE`. */
const node = process.env['LECTERN_NODE'] ?? process.execPath

test('E3 a program with all defaults sends a file, and fetches it again', async () => {
  const { id } = await scene.group()
  const { email } = scene.cast.ben
  const program = join(import.meta.dirname, 'node-program.js')
  const args = [program, scene.stage.server.url, email, PASSWORD, id]
  const { stdout } = await promisify(execFile)(node, args, { timeout: 100_000 })
  expect(JSON.parse(stdout)).toEqual({
    status: 'stored',
    after: 'stored',
    same: true,
    transport: 'websocket',
  })
})

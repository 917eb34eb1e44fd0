// OpenStack Swift, which speaks S3: a storage that schools run, as Debian packages it. Everything is in a folder that goes with
// it: one device, and one process for each of its servers.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { freePort } from './free-port.ts'

const PYTHON = '/usr/bin/python3'
const PROGRAM = join(import.meta.dirname, 'run-swift.py')
const KINDS = ['account', 'container', 'object'] as const
const LOOK_MS = 200
/** It loads much, on a machine that may be busy. */
const PATIENCE_MS = 120_000

export const SWIFT_BUCKET = 'lectern-files'
const USER = 'lectern'
const SECRET = 'of-a-test'

export class SwiftServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lectern-swift-'))
  readonly #processes: ChildProcess[] = []
  #port = 0
  #said = ''

  /** `ringBuilder` is the path of that program. */
  static async start(ringBuilder: string): Promise<SwiftServer> {
    const server = new SwiftServer()
    try {
      await server.#start(ringBuilder)
      return server
    } catch (error) {
      await server.close()
      throw error
    }
  }

  /** Settings for a part of the bucket. */
  env(prefix: string): Record<string, string> {
    return {
      LECTERN_S3_BUCKET: SWIFT_BUCKET,
      LECTERN_S3_URL: `http://127.0.0.1:${this.#port}`,
      LECTERN_S3_KEY_ID: `${USER}:${USER}`,
      LECTERN_S3_SECRET: SECRET,
      LECTERN_S3_PREFIX: prefix,
    }
  }

  async close(): Promise<void> {
    for (const process of this.#processes) {
      if (process.exitCode !== null || process.signalCode !== null) continue
      const ended = once(process, 'exit')
      process.kill('SIGKILL')
      await ended
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #start(ringBuilder: string): Promise<void> {
    mkdirSync(join(this.#folder, 'devices/d1'), { recursive: true })
    this.#write('swift.conf', ['[swift-hash]', 'swift_hash_path_suffix = lectern'])
    const ports: number[] = []
    for (const kind of KINDS) ports.push(await this.#prepare(kind, ringBuilder))
    this.#port = await freePort()
    this.#write('proxy-server.conf', this.#proxy())
    for (const kind of [...KINDS, 'proxy']) this.#run(`${kind}-server`)
    for (const port of [...ports, this.#port]) await this.#listens(port)
    await this.#makeBucket()
  }

  async #prepare(kind: string, ringBuilder: string): Promise<number> {
    const port = await freePort()
    const file = join(this.#folder, `${kind}.builder`)
    const build = (...args: string[]) => execFileSync(PYTHON, [ringBuilder, file, ...args], { stdio: 'pipe' })
    build('create', '2', '1', '1')
    build('add', `r1z1-127.0.0.1:${port}/d1`, '1')
    build('rebalance')
    const devices = [`devices = ${join(this.#folder, 'devices')}`, 'mount_check = false']
    const pipeline = ['[pipeline:main]', `pipeline = ${kind}-server`]
    const app = [`[app:${kind}-server]`, `use = egg:swift#${kind}`]
    this.#write(`${kind}-server.conf`, [...this.#common(port), ...devices, ...pipeline, ...app])
    return port
  }

  #common(port: number): string[] {
    const own = ['bind_ip = 127.0.0.1', `bind_port = ${port}`, `swift_dir = ${this.#folder}`]
    return ['[DEFAULT]', ...own, 'workers = 0', 'user = root', 'fallocate_reserve = 0']
  }

  #proxy(): string[] {
    const filter = (name: string, ...more: string[]) => [
      `[filter:${name}]`,
      `use = egg:swift#${name}`,
      ...more,
    ]
    return [
      ...this.#common(this.#port),
      '[pipeline:main]',
      'pipeline = catch_errors gatekeeper memory s3api tempauth proxy-server',
      '[app:proxy-server]',
      'use = egg:swift#proxy',
      'account_autocreate = true',
      '[filter:memory]',
      'paste.filter_factory = swift_memory:memory_factory',
      ...filter('catch_errors'),
      ...filter('gatekeeper'),
      ...filter('s3api', 'allow_multipart_uploads = false'),
      ...filter('tempauth', `user_${USER}_${USER} = ${SECRET} .admin`),
    ]
  }

  #write(name: string, lines: readonly string[]): void {
    writeFileSync(join(this.#folder, name), `${lines.join('\n')}\n`)
  }

  #run(name: string): void {
    const process = spawn(PYTHON, [PROGRAM, this.#folder, name], { stdio: ['ignore', 'ignore', 'pipe'] })
    process.stderr.on('data', (text: Buffer) => (this.#said += String(text)))
    this.#processes.push(process)
  }

  async #listens(port: number): Promise<void> {
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      if (this.#processes.some(({ exitCode }) => exitCode !== null))
        throw new Error(`A server of Swift has ended: ${this.#said}`)
      if (await answers(port)) return
      await pause(LOOK_MS)
    }
    throw new Error(`Nothing of Swift listens on port ${port}.`)
  }

  async #makeBucket(): Promise<void> {
    const { LECTERN_S3_URL: endpoint = '' } = this.env('')
    const credentials = { accessKeyId: `${USER}:${USER}`, secretAccessKey: SECRET }
    const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
    await client.send(new CreateBucketCommand({ Bucket: SWIFT_BUCKET }))
    client.destroy()
  }
}

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

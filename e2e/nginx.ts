// A real nginx in front of a server, with the configuration of docs/operations.md.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { holdsWithin } from '../reliability/until.ts'
import { needProgram } from '../scripts/programs.ts'

const START_LIMIT_MS = 60_000

/** The documented block for an installation below /lectern/, in front of a server on `port`. */
export const documentedLocation = (port: number): string => {
  const text = readFileSync(join(import.meta.dirname, '../docs/operations.md'), 'utf8')
  const blocks = [...text.matchAll(/```nginx\n(.*?)```/gs)].map(([, block = '']) => block)
  const block = blocks.find((each) => each.startsWith('location /lectern/'))
  if (block === undefined) throw new Error('The documentation has no block for /lectern/')
  return block.replaceAll('8002', String(port))
}

export class Nginx {
  readonly url: string
  readonly #folder: string
  readonly #child: ChildProcess

  /** Serves these blocks of a server. */
  static async start(locations: string): Promise<Nginx> {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-nginx-'))
    const port = await freePort()
    mkdirSync(join(folder, 'tmp'))
    writeFileSync(join(folder, 'nginx.conf'), configuration(port, locations))
    const nginx = new Nginx(folder, port)
    if (await holdsWithin(START_LIMIT_MS, () => nginx.#answers())) return nginx
    throw new Error(`nginx did not start: ${readFileSync(join(folder, 'error.log'), 'utf8')}`)
  }

  private constructor(folder: string, port: number) {
    this.url = `http://127.0.0.1:${port}`
    this.#folder = folder
    const files = ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log']
    this.#child = spawn(needProgram('nginx'), [...files, '-g', 'daemon off;'], { stdio: 'ignore' })
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGTERM')
    await gone
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #answers(): Promise<boolean> {
    return fetch(this.url).then(
      () => true,
      () => false,
    )
  }
}

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

const configuration = (port: number, locations: string): string => `
worker_processes 1;
pid nginx.pid;
events { worker_connections 256; }
http {
    access_log off;
    ${TEMPORARY.map((name) => `${name}_temp_path tmp/${name};`).join('\n    ')}
    map $http_upgrade $connection_upgrade { default upgrade; '' close; }
    server {
        listen 127.0.0.1:${port};
        location = /favicon.ico { return 204; }
        location = / { return 200 'another application'; }
        ${locations}
    }
}
`

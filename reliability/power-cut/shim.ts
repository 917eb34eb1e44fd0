import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const source = join(import.meta.dirname, 'trace-shim.c')

/** Compiles the tracing library once per version of its source, and returns its path. */
export const buildShim = (): string => {
  if (process.platform !== 'linux')
    throw new Error('The power-cut proof traces system calls and needs Linux.')
  const version = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), 'lectern-reliability')
  const library = join(folder, `trace-shim-${version}.so`)
  if (existsSync(library)) return library
  mkdirSync(folder, { recursive: true })
  const unfinished = `${library}.${process.pid}`
  compile(unfinished)
  renameSync(unfinished, library)
  return library
}

const compile = (library: string): void => {
  const run = () => execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source], { stdio: 'pipe' })
  try {
    run()
  } catch (error) {
    if (!isMissing(error)) throw error
    install()
    run()
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const install = (): void => {
  if (process.getuid?.() !== 0) throw new Error('The power-cut proof needs a C compiler: install gcc.')
  const options = { stdio: 'pipe', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  try {
    execFileSync('apt-get', ['update', '-qq'], options)
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'gcc', 'libc6-dev'], options)
  } catch {
    throw new Error('The power-cut proof needs a C compiler, and gcc could not be installed.')
  }
}

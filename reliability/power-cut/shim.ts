import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needProgram } from '../../scripts/programs.ts'

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
  const options = ['-shared', '-fPIC', '-O2', '-o', library, source]
  execFileSync(needProgram('cc'), options, { stdio: 'pipe' })
}

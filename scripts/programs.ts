// The programs of the machine that tests run, beside those that npm installs.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

interface Program {
  /** As it may be called, the preferred name first. */
  names: readonly string[]
  /** The Debian packages that have it. */
  packages: readonly string[]
  /** The service that its package would start with the machine. */
  service?: string
}

const PROGRAMS = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    packages: ['chromium'],
  },
  firefox: { names: ['firefox-esr', 'firefox'], packages: ['firefox-esr'] },
  /** Draws without a window system, and takes a fifth less of the processor in the same tests. */
  'chromium-headless-shell': {
    names: ['chromium-headless-shell'],
    packages: ['chromium-headless-shell'],
  },
  nginx: { names: ['nginx'], packages: ['nginx-light'], service: 'nginx' },
  caddy: { names: ['caddy'], packages: ['caddy'], service: 'caddy' },
  openssl: { names: ['openssl'], packages: ['openssl'] },
  'systemd-analyze': { names: ['systemd-analyze'], packages: ['systemd'] },
  unshare: { names: ['unshare'], packages: ['util-linux'] },
  prlimit: { names: ['prlimit'], packages: ['util-linux'] },
  // Brings `postgres`, beside it.
  initdb: { names: ['initdb'], packages: ['postgresql'], service: 'postgresql' },
  // A storage that speaks S3; its servers are started by a script of the tests.
  'swift-ring-builder': { names: ['swift-ring-builder'], packages: ['swift'] },
  'redis-server': { names: ['redis-server'], packages: ['redis-server'], service: 'redis-server' },
  cc: { names: ['cc', 'gcc'], packages: ['gcc', 'libc6-dev'] },
} as const satisfies Record<string, Program>

export type ProgramName = keyof typeof PROGRAMS

export const programOf = (name: ProgramName): Program => PROGRAMS[name]

/** Where Debian keeps the programs of root, which are not on everybody's path. */
const OF_ROOT = ['/usr/sbin', '/sbin', '/usr/local/sbin']

/** Where Debian keeps those of PostgreSQL, a folder for each version: the oldest that is supported comes first. */
const ofPostgres = (): string[] => {
  const versions = '/usr/lib/postgresql'
  if (!existsSync(versions)) return []
  const numbers = readdirSync(versions).map(Number)
  return numbers
    .filter((number) => number >= 15)
    .sort((a, b) => a - b)
    .map((number) => join(versions, String(number), 'bin'))
}

export const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export const onPath = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), ...OF_ROOT, ...ofPostgres()]
    .map((folder) => join(folder, name))
    .find(isProgram)

export const findProgram = (name: ProgramName): string | undefined =>
  programOf(name)
    .names.map(onPath)
    .find((path) => path !== undefined)

/** One line that says what to do. */
export const missingLine = (name: ProgramName): string =>
  `${name} is missing. Install it (Debian: apt-get install ${programOf(name).packages.join(' ')}).`

/** The path of a program, for a test that cannot do without. It fails where there is none: no test is left out. */
export const needProgram = (name: ProgramName): string => {
  const path = findProgram(name)
  if (path === undefined) throw new Error(missingLine(name))
  return path
}

export const isRoot = (): boolean => process.getuid?.() === 0

/** For a test that gives files to another user. */
export const needRoot = (): void => {
  if (!isRoot()) throw new Error('This test gives files to another user. Run the tests as root.')
}

// What the tests of each project of vitest.config.ts need of the machine.
import { debian } from './apt.ts'
import { isProgram, type ProgramName } from './programs.ts'
import { findChosen, providerOn } from './provide.ts'
import type { Output } from './run.ts'

const NEEDS: Record<string, readonly ProgramName[]> = {
  unit: ['unshare'],
  postgres: ['initdb', 'redis-server'],
  swift: ['swift-ring-builder'],
  stories: ['chromium-headless-shell'],
  firefox: ['firefox'],
  e2e: [
    'chromium-headless-shell',
    'chromium',
    'initdb',
    'redis-server',
    'nginx',
    'caddy',
    'openssl',
    'systemd-analyze',
  ],
  reliability: ['unshare', 'prlimit', 'cc', 'initdb', 'redis-server'],
}

export interface Provided {
  /** A line for each program that cannot be had: without it the project is not run. */
  missing: readonly string[]
  /** Tells the tests where their browser is. */
  env: Record<string, string>
}

/** Of all tests but those that say so. */
const BROWSER: ProgramName = 'chromium-headless-shell'

const provide = providerOn({ ...debian, find: findChosen })

export const provideFor = async (project: string, output?: Output): Promise<Provided> => {
  const names = NEEDS[project] ?? []
  const missing = await provide(names, output)
  const chromium = names.includes(BROWSER) ? findChosen(BROWSER) : undefined
  if (chromium !== undefined && !isProgram(chromium))
    missing.push(`CHROMIUM_PATH=${chromium} is not a program.`)
  return { missing, env: chromium === undefined ? {} : { CHROMIUM_PATH: chromium } }
}

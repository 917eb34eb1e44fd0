// Debian's packages. Those of a web server would start it, and it would hold port 80: they are told not to, now
// and at the next start of the machine.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isRoot, onPath, programOf, type ProgramName } from './programs.ts'
import type { Machine } from './provide.ts'
import { run, type Output } from './run.ts'

/** Packages ask this program whether a service may start. */
const POLICY = '/usr/sbin/policy-rc.d'
const REFUSE_ALL = '#!/bin/sh\n# Of the tests of Lectern, while they install something.\nexit 101\n'

const apt = (args: readonly string[], output?: Output): Promise<boolean> =>
  run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, output })

/** A machine that starts nothing, as most containers, has such a policy already: it stays as it is. */
const isTheirs = (): boolean => existsSync(POLICY) && readFileSync(POLICY, 'utf8') !== REFUSE_ALL

const withoutServices = async <T>(work: () => Promise<T>): Promise<T> => {
  if (isTheirs()) return work()
  const allow = () => rmSync(POLICY, { force: true })
  const leave = () => {
    allow()
    process.exit(130)
  }
  writeFileSync(POLICY, REFUSE_ALL, { mode: 0o755 })
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  try {
    return await work()
  } finally {
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
    allow()
  }
}

/** Whether an init runs or not: only links are removed. */
const disable = async (services: readonly string[], output?: Output): Promise<void> => {
  if (services.length === 0 || onPath('systemctl') === undefined) return
  await run('systemctl', ['disable', '--quiet', ...services], { env: { SYSTEMD_OFFLINE: '1' }, output })
}

const packagesOf = (names: readonly ProgramName[]): string[] => [
  ...new Set(names.flatMap((name) => programOf(name).packages)),
]

export const debian: Omit<Machine, 'find'> = {
  mayInstall: () => isRoot() && onPath('apt-get') !== undefined,
  update: (output) => apt(['update', '-qq'], output),
  install: (names, output) =>
    withoutServices(async () => {
      console.log(`Installing ${packagesOf(names).join(', ')} with apt-get …`)
      const options = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=600']
      const done = await apt(['install', ...options, ...packagesOf(names)], output)
      if (done)
        await disable(
          names.flatMap((name) => programOf(name).service ?? []),
          output,
        )
      return done
    }),
}

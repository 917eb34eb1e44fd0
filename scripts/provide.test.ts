import { expect, test } from 'vitest'
import type { ProgramName } from './programs.ts'
import { providerOn, type Machine } from './provide.ts'

/** A machine that has some programs, and whose archive has others. */
const machineWith = (
  has: readonly ProgramName[],
  archive: readonly ProgramName[],
  mayInstall = true,
): Machine & { log: string[]; most: number } => {
  const there = new Set(has)
  let busy = 0
  const machine = {
    log: [] as string[],
    most: 0,
    find: (name: ProgramName) => (there.has(name) ? `/usr/bin/${name}` : undefined),
    mayInstall: () => mayInstall,
    update: async () => {
      machine.log.push('update')
      return true
    },
    install: async (names: readonly ProgramName[]) => {
      machine.most = Math.max(machine.most, ++busy)
      await Promise.resolve()
      busy--
      machine.log.push(names.join(' '))
      if (!names.every((name) => archive.includes(name))) return false
      for (const name of names) there.add(name)
      return true
    },
  }
  return machine
}

test('what is there is not installed again', async () => {
  const machine = machineWith(['nginx', 'caddy'], [])
  expect(await providerOn(machine)(['nginx', 'caddy'])).toEqual([])
  expect(machine.log).toEqual([])
})

test('what is missing is installed in one call, after one look at what there is', async () => {
  const machine = machineWith(['openssl'], ['nginx', 'caddy', 'chromium'])
  const provide = providerOn(machine)
  expect(await provide(['nginx', 'caddy', 'openssl'])).toEqual([])
  expect(await provide(['chromium', 'nginx'])).toEqual([])
  expect(machine.log).toEqual(['update', 'nginx caddy', 'chromium'])
})

test('lanes that ask at the same time are served one after the other, and nothing twice', async () => {
  const machine = machineWith([], ['nginx', 'unshare', 'chromium'])
  const provide = providerOn(machine)
  const answers = await Promise.all([
    provide(['chromium', 'nginx']),
    provide(['unshare']),
    provide(['chromium']),
  ])
  expect(answers).toEqual([[], [], []])
  expect(machine.log).toEqual(['update', 'chromium nginx', 'unshare'])
  expect(machine.most).toBe(1)
})

test('one that cannot be had is named in one line, and keeps no other away', async () => {
  const machine = machineWith([], ['nginx', 'openssl'])
  const provide = providerOn(machine)
  expect(await provide(['nginx', 'caddy', 'openssl'])).toEqual([
    'caddy is missing. Install it (Debian: apt-get install caddy).',
  ])
  // Not tried again for the next lane, but named there as well.
  expect(await provide(['caddy'])).toHaveLength(1)
  expect(machine.log).toEqual(['update', 'nginx caddy openssl', 'nginx', 'caddy', 'openssl'])
})

test('who may not install is told what to install', async () => {
  const machine = machineWith([], ['cc'], false)
  expect(await providerOn(machine)(['cc'])).toEqual([
    'cc is missing. Install it (Debian: apt-get install gcc libc6-dev).',
  ])
  expect(machine.log).toEqual([])
})

test('an installation that breaks off does not hold up the next lane', async () => {
  const machine = machineWith([], ['nginx'])
  const install = (names: readonly ProgramName[]) =>
    names.includes('caddy') ? Promise.reject(new Error('No disk')) : machine.install(names)
  const provide = providerOn({ ...machine, install })
  const [broken, next] = await Promise.allSettled([provide(['caddy']), provide(['nginx'])])
  expect(broken).toMatchObject({ status: 'rejected', reason: new Error('No disk') })
  expect(next).toMatchObject({ status: 'fulfilled', value: [] })
})

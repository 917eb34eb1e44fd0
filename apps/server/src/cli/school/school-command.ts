import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { databaseFile, demoPasswordFile, type Config } from '../../config.ts'
import { openDatabase, POSTGRES_MIGRATIONS } from '../../database.ts'
import { assertGoodPassword } from '../../features/accounts/password-rules.ts'
import { indexBatch } from '../../features/search/index-messages.ts'
import { makeDataFolder, openContext } from '../../open-context.ts'
import { OperatorError } from '../../platform/errors.ts'
import { createLog } from '../../platform/log.ts'
import { shownAddress } from '../../platform/shown-address.ts'
import { UsageError, type Arguments, type Command } from '../command.ts'
import { demoPasswords } from '../demo-class.ts'
import { acquireLock } from '../lock.ts'
import { makeSchool, SCHOOL_SIZE, type SchoolSize } from './make-school.ts'
import { SchoolClock } from './school-clock.ts'

/** Between two lines about the progress. */
const TOLD = 50_000

export const schoolCommand: Command = {
  name: 'school',
  usage: '[--conversations <number>] [--messages <number>] [--seed <number>]',
  summary: 'Make a large school of generated messages, to try and to measure',
  details:
    `Only in an empty data folder, or an empty database. By default ${SCHOOL_SIZE.conversations} conversations and ${SCHOOL_SIZE.messages} messages of a\n` +
    'year; the same seed makes the same ones. Ada is in all of them, Ben and Chloe in many. Passwords are as in the demo class.',
  options: { conversations: { type: 'string' }, messages: { type: 'string' }, seed: { type: 'string' } },
  takes: 0,
  run: async (args) => {
    const size = sizeOf(args)
    await fill(args.config, size)
    console.log(`A school of ${size.conversations} conversations and ${size.messages} messages is made.`)
    console.log(`Sign in as ada@example.edu; the passwords are in ${demoPasswordFile(args.config.data_dir)}.`)
  },
}

const sizeOf = ({ option }: Arguments): SchoolSize => {
  const numberOf = (name: keyof SchoolSize, least: number, most: number): number => {
    const text = option(name)
    if (text === undefined) return SCHOOL_SIZE[name]
    const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most))
      throw new UsageError(`--${name} takes a whole number from ${least} to ${most}.`)
    return value
  }
  return {
    conversations: numberOf('conversations', 1, 20_000),
    messages: numberOf('messages', 0, 10_000_000),
    seed: numberOf('seed', 0, 2 ** 31 - 1),
  }
}

const fill = async (config: Config, size: SchoolSize): Promise<void> => {
  const { data_dir, database_url, blobs_dir, bucket } = config
  const passwords = demoPasswords(config.demo_password, config.demo_admin_password)
  for (const [role, password] of Object.entries(passwords))
    assertGoodPassword(password, { email: `${role}@example.edu`, name: role })
  await assertEmpty(config)
  makeDataFolder(data_dir)
  await using parts = new AsyncDisposableStack()
  parts.adopt(acquireLock(data_dir), (lock) => lock.release())
  const clock = new SchoolClock()
  const places = { data_dir, database_url, blobs_dir, bucket }
  const ctx = await openContext({ ...places, clock, log: createLog('silent') }, parts)
  const lines = Object.entries(passwords).map(([role, password]) => `${role}: ${password}\n`)
  writeFileSync(demoPasswordFile(data_dir), lines.join(''), { mode: 0o600 })
  let told = 0
  const onProgress = (written: number) => {
    if (written - told < TOLD) return
    told = written
    console.log(`${written} messages`)
  }
  await makeSchool(ctx, clock, { ...size, passwords, onProgress })
  console.log('All messages are written. Now they are made searchable.')
  while ((await indexBatch(ctx)) > 0);
}

/** @throws OperatorError for an installation of whichever version: it is not touched */
const assertEmpty = async ({ data_dir, database_url }: Config): Promise<void> => {
  if (database_url === undefined) {
    if (!existsSync(databaseFile(data_dir))) return
    throw new OperatorError(`There is a Lectern in ${data_dir} already. A school is made in an empty folder.`)
  }
  await using parts = new AsyncDisposableStack()
  const database = parts.adopt(await openDatabase({ data_dir, database_url }), ({ db }) => db.close())
  const all = readdirSync(POSTGRES_MIGRATIONS).filter((file) => file.endsWith('.sql')).length
  if ((await database.pending()).length < all)
    throw new OperatorError(
      `There is a Lectern in ${shownAddress(database_url)} already. A school is made in an empty database.`,
    )
}

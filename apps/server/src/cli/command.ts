import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { readConfig, type Config } from '../config.ts'
import type { Context } from '../features/context.ts'
import { assertInstalled } from '../database.ts'
import { assertBucket } from '../open-blobs.ts'
import { openContext } from '../open-context.ts'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { settingsOf } from './environment.ts'
import { followOwner } from './owner.ts'

/** Documented in `lectern --help`. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const

/** The command was called wrongly; it is answered with its usage. */
export class UsageError extends Error {}

export interface Arguments {
  config: Config
  positionals: string[]
  /** The value of `--name`. */
  option(name: string): string | undefined
  has(name: string): boolean
}

export interface Command {
  /** The words to type: `user add`. */
  name: string
  /** The arguments after the name: `<email>`. */
  usage: string
  summary: string
  /** More lines for `--help`. */
  details?: string
  options?: ParseArgsOptionsConfig
  /** The number of arguments, or the least and the most. */
  takes: number | readonly [number, number]
  /** Returns the exit code; undefined means success. */
  run(args: Arguments): Promise<number | void>
}

const COMMON: ParseArgsOptionsConfig = {
  help: { type: 'boolean', short: 'h' },
  'data-dir': { type: 'string' },
}

/** @throws UsageError; returns undefined if only help was asked for */
export const parseCommand = (command: Command, args: string[]): Arguments | undefined => {
  const { values, positionals } = parse({ ...COMMON, ...command.options }, args)
  if (values['help']) return undefined
  const { takes } = command
  const [least, most] = typeof takes === 'number' ? [takes, takes] : takes
  if (positionals.length < least || positionals.length > most)
    throw new UsageError(
      `${most === 0 ? 'No' : least === most ? most : `${least} to ${most}`} argument${most === 1 ? '' : 's'} expected.`,
    )
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    config: readConfig(withOptions(text)),
    positionals,
    option: text,
    has: (name) => values[name] === true,
  }
}

const parse = (options: ParseArgsOptionsConfig, args: string[]) => {
  try {
    return parseArgs({ options, args, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Options of the command line override the environment. */
const withOptions = (text: (name: string) => string | undefined): NodeJS.ProcessEnv => {
  const data_dir = text('data-dir')
  const port = text('port')
  const host = text('host')
  return {
    ...settingsOf(process.env),
    ...(data_dir !== undefined && { LECTERN_DATA_DIR: data_dir }),
    ...(port !== undefined && { PORT: port }),
    ...(host !== undefined && { HOST: host }),
  }
}

/** Runs on an existing installation, as its owner, also beside a running server. @throws OperatorError */
export const withContext = async <T>(
  { data_dir, database_url, blobs_dir, bucket }: Config,
  run: (ctx: Context) => Promise<T>,
): Promise<T> => {
  assertInstalled({ data_dir, database_url })
  followOwner(data_dir)
  await using parts = new AsyncDisposableStack()
  const places = { data_dir, database_url, blobs_dir, bucket }
  const options = { clock: systemClock, log: createLog('silent'), existing: true }
  const ctx = await openContext({ ...places, ...options }, parts)
  await assertBucket(ctx.db, bucket)
  return await run(ctx)
}

import { AppError, OperatorError } from '../platform/errors.ts'
import { VERSION, versionLine } from '../version.ts'
import { backupCommand } from './backup.ts'
import { EXIT, parseCommand, UsageError, type Command } from './command.ts'
import { exportCommand, usageCommand } from './export.ts'
import { doctorCommand } from './doctor.ts'
import { demoCommand, serveCommand } from './serve.ts'
import { auditCommand } from './audit.ts'
import { blobsCommands } from './blobs.ts'
import { jobsCommands } from './jobs.ts'
import { keysCommand } from './keys.ts'
import { messageCommands } from './message.ts'
import { migrateToCommand } from './migrate-to.ts'
import { policyCommands } from './policy.ts'
import { restoreCommand } from './restore.ts'
import { schoolCommand } from './school/school-command.ts'
import { tokenCommand } from './token.ts'
import { userCommands } from './user.ts'

const COMMANDS: Command[] = [
  serveCommand,
  ...userCommands,
  tokenCommand,
  demoCommand,
  schoolCommand,
  backupCommand,
  restoreCommand,
  migrateToCommand,
  doctorCommand,
  auditCommand,
  exportCommand,
  usageCommand,
  ...policyCommands,
  ...messageCommands,
  keysCommand,
  ...jobsCommands,
  ...blobsCommands,
]

/** Runs the command line and sets the exit code; the process ends when nothing is left to do. */
export const run = async (args: string[]): Promise<void> => {
  process.exitCode = await runCommand(args)
}

const runCommand = async (args: string[]): Promise<number> => {
  if (args.length === 0 || ['--help', '-h', 'help'].includes(args[0] ?? '')) return print(overview(), EXIT.ok)
  if (args[0] === '--version') return print(versionLine(), EXIT.ok)
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => args[index] === word))
  if (!command) return complain(unknownCommandMessage(args), EXIT.usage)
  try {
    const parsed = parseCommand(command, args.slice(command.name.split(' ').length))
    return parsed ? ((await command.run(parsed)) ?? EXIT.ok) : print(help(command), EXIT.ok)
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n\n${help(command)}`, EXIT.usage)
    if (error instanceof OperatorError || error instanceof AppError)
      return complain(error.message, EXIT.failed)
    if (isFileError(error)) return complain(`The file system refuses: ${error.message}.`, EXIT.failed)
    throw error
  }
}

/**
 * Missing rights, no space, a file instead of a folder: the message names the path, which the operator can fix.
 */
const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error

const print = (text: string, code: number): number => {
  console.log(text)
  return code
}

const complain = (text: string, code: number): number => {
  console.error(text)
  return code
}

const unknownCommandMessage = (args: string[]): string => {
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${args[0]} `))
  const known = group.length > 0 ? group.map(callOf).join('\n') : 'See `lectern --help`.'
  return `There is no command \`${args.slice(0, 2).join(' ')}\`.\n${known}`
}

const callOf = ({ name, usage }: Command): string => `  lectern ${name} ${usage}`.trimEnd()

const help = (command: Command): string =>
  [`${command.summary}.`, '', callOf(command), ...(command.details ? ['', command.details] : [])].join('\n')

const overview = (): string => {
  const width = Math.max(...COMMANDS.map((command) => callOf(command).length)) + 3
  return [
    `Lectern ${VERSION}: messaging for teaching`,
    '',
    ...COMMANDS.map((command) => callOf(command).padEnd(width) + command.summary),
    '',
    'Every command takes --data-dir <folder> (else LECTERN_DATA_DIR, else ./data) and --help.',
    'Settings are environment variables; the README lists them.',
    'Exit codes: 0 it went well, 1 it failed, 2 it was called wrongly.',
  ].join('\n')
}

import { readFileSync } from 'node:fs'
import { Role, toVisibleLine } from '@lectern/protocol'
import { assertGoodPassword } from '../features/accounts/password-rules.ts'
import {
  changePassword,
  createUser,
  editUser,
  renameUser,
  requireNewPassword,
  requireUser,
  setDisabled,
} from '../features/accounts/users.ts'
import { listAllUsers } from '../features/accounts/users-rows.ts'
import type { Context } from '../features/context.ts'
import { mintSecret } from '../platform/ids.ts'
import { importCommand } from './user-import.ts'
import { showCommand } from './user-show.ts'
import { UsageError, withContext, type Arguments, type Command } from './command.ts'

const PASSWORD_OPTION = {
  'password-stdin': { type: 'boolean' },
  'must-change': { type: 'boolean' },
} as const
const PASSWORD_DETAILS =
  'Without --password-stdin the password is random and printed once.\n' +
  '--must-change: at the next sign-in they choose another one before anything else.'

export const userCommands: Command[] = [
  {
    name: 'user add',
    usage: '<email> --name <name> --role <role> [--password-stdin] [--must-change]',
    summary: 'Add a person',
    details: `Roles: ${Role.options.join(', ')}.\n${PASSWORD_DETAILS}`,
    options: { name: { type: 'string' }, role: { type: 'string' }, ...PASSWORD_OPTION },
    takes: 1,
    run: (args) =>
      withContext(args.config, async (ctx) => {
        const password = choosePassword(args)
        const email = emailOf(args)
        assertGoodPassword(password.text, { email, name: nameOf(args) })
        const person = { email, name: nameOf(args), role: roleOf(args), password: password.text }
        await createUser(ctx, { ...person, must_change: args.has('must-change') })
        console.log(`Added ${email} to ${args.config.data_dir}.${password.shown}`)
      }),
  },
  {
    name: 'user list',
    usage: '',
    summary: 'List everybody',
    takes: 0,
    run: ({ config }) =>
      withContext(config, async (ctx) => {
        const users = await listAllUsers(ctx.db.read)
        for (const { email, name, role, disabled_at } of users)
          console.log([email, role, name, ...(disabled_at ? [`disabled ${disabled_at}`] : [])].join('\t'))
      }),
  },
  {
    name: 'user rename',
    usage: '<email> --name <name>',
    summary: 'Give a person another name, which everybody sees at once',
    details: 'A name that looks like that of somebody of the staff is refused.',
    options: { name: { type: 'string' } },
    takes: 1,
    run: (args) => rename(args),
  },
  {
    name: 'user edit',
    usage: '<email> [--email <address>] [--role <role>] [--name <name>]',
    summary: 'Give a person another address, role or name',
    details:
      'A new role signs the person out everywhere, because a signed-in device keeps the old one.\n' +
      'A name that looks like that of somebody of the staff is refused.',
    options: { email: { type: 'string' }, role: { type: 'string' }, name: { type: 'string' } },
    takes: 1,
    run: (args) => edit(args),
  },
  importCommand,
  showCommand,
  {
    name: 'user disable',
    usage: '<email>',
    summary: 'Sign a person out everywhere, within a second, and for good',
    takes: 1,
    run: (args) => changeAccess(args, true),
  },
  {
    name: 'user enable',
    usage: '<email>',
    summary: 'Let a disabled person in again',
    takes: 1,
    run: (args) => changeAccess(args, false),
  },
  {
    name: 'user password',
    usage: '<email> [--password-stdin] [--must-change] [--keep]',
    summary: 'Set a new password, and sign the person out everywhere',
    details: `${PASSWORD_DETAILS}\n--must-change --keep: with the password that they have.`,
    options: { ...PASSWORD_OPTION, keep: { type: 'boolean' } },
    takes: 1,
    run: (args) =>
      withContext(args.config, async (ctx) => {
        if (args.has('keep')) return keepPassword(ctx, args)
        const password = choosePassword(args)
        await changePassword(ctx, emailOf(args), password.text, args.has('must-change'))
        console.log(
          `The password of ${emailOf(args)} in ${args.config.data_dir} is changed.${password.shown}`,
        )
      }),
  },
]

const keepPassword = async (ctx: Context, args: Arguments): Promise<void> => {
  if (!args.has('must-change') || args.has('password-stdin'))
    throw new UsageError('--keep goes with --must-change alone.')
  await requireNewPassword(ctx, emailOf(args))
  console.log(`${emailOf(args)} chooses a new password at the next sign-in to ${args.config.data_dir}.`)
}

const rename = (args: Arguments): Promise<void> =>
  withContext(args.config, async (ctx) => {
    const name = nameOf(args)
    const { id } = await requireUser(ctx, emailOf(args))
    await renameUser(ctx, id, name)
    console.log(`${emailOf(args)} is called ${name} now.`)
  })

const edit = (args: Arguments): Promise<void> =>
  withContext(args.config, async (ctx) => {
    const email = args.option('email')
    const change = {
      ...(email !== undefined && { email: validEmail(email) }),
      ...(args.option('role') !== undefined && { role: roleOf(args) }),
      ...(args.option('name') !== undefined && { name: nameOf(args) }),
    }
    if (Object.keys(change).length === 0)
      throw new UsageError('Say what to change: --email, --role or --name.')
    const user = await editUser(ctx, emailOf(args), change)
    console.log([user.email, user.role, user.name].join('\t'))
  })

const changeAccess = ({ config, positionals: [email = ''] }: Arguments, disabled: boolean): Promise<void> =>
  withContext(config, async (ctx) => {
    await setDisabled(ctx, email, disabled)
    console.log(`${email} is ${disabled ? 'disabled' : 'enabled'} in ${config.data_dir}.`)
  })

const emailOf = ({ positionals: [email = ''] }: Arguments): string => validEmail(email)

const validEmail = (email: string): string => {
  if (!/^\S+@\S+$/.test(email)) throw new UsageError(`${email} is not an email address.`)
  return email
}

const nameOf = ({ option }: Arguments): string => {
  const name = toVisibleLine(option('name') ?? '')
  if (!name) throw new UsageError('--name is missing.')
  return name
}

const roleOf = ({ option }: Arguments): Role => {
  const role = Role.safeParse(option('role'))
  if (!role.success) throw new UsageError(`--role must be one of: ${Role.options.join(', ')}.`)
  return role.data
}

const choosePassword = ({ has }: Arguments): { text: string; shown: string } => {
  if (has('password-stdin')) return { text: readFileSync(0, 'utf8').split('\n')[0] ?? '', shown: '' }
  const text = mintSecret(12)
  return { text, shown: ` The password is ${text}` }
}

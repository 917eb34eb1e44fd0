import { PatchPolicy, Policy, POLICY_CHOICES } from '@lectern/protocol'
import { readPolicy } from '../records/policies.ts'
import { changePolicy } from '../features/policy/school-policy.ts'
import { UsageError, withContext, type Command } from './command.ts'

const CHOICES = [
  ...Object.entries(POLICY_CHOICES).map(([name, values]) => `  ${name.padEnd(16)}${values.join(', ')}`),
  `  ${'help_words'.padEnd(16)}what the assistant says in danger besides its own words`,
  `  ${'help_contact'.padEnd(16)}the id of a member of staff who is told then, or nothing`,
]

const show = (policy: Policy): void => {
  for (const [name, value] of Object.entries(policy)) console.log(`${name}\t${value}`)
}

const showCommand: Command = {
  name: 'policy show',
  usage: '',
  summary: 'Show the settings of the school',
  takes: 0,
  run: ({ config }) => withContext(config, async ({ db }) => show(await readPolicy(db.read))),
}

const setCommand: Command = {
  name: 'policy set',
  usage: '<name> <value>',
  summary: 'Change a setting of the school, at once',
  details: `Names and values:\n${CHOICES.join('\n')}`,
  takes: 2,
  run: ({ config, positionals: [name = '', value] }) =>
    withContext(config, async (ctx) => {
      const patch = PatchPolicy.safeParse({ [name]: value })
      if (!(name in Policy.shape) || !patch.success)
        throw new UsageError(`There is no setting ${name} with the value ${value}.`)
      show(await changePolicy(ctx, patch.data))
    }),
}

export const policyCommands: Command[] = [showCommand, setCommand]

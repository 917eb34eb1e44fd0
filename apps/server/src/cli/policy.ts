import { PatchPolicy, Policy } from '@lectern/protocol'
import { readPolicy } from '../records/policies.ts'
import { changePolicy } from '../features/policy/school-policy.ts'
import { UsageError, withContext, type Command } from './command.ts'

const CHOICES = Object.entries(Policy.shape).map(
  ([name, values]) => `  ${name.padEnd(16)}${values.options.join(', ')}`,
)

const show = (policy: Policy): void => {
  for (const [name, value] of Object.entries(policy)) console.log(`${name}\t${value}`)
}

const showCommand: Command = {
  name: 'policy show',
  usage: '',
  summary: 'Show who may start what with whom',
  takes: 0,
  run: ({ config }) => withContext(config, async ({ db }) => show(await readPolicy(db.read))),
}

const setCommand: Command = {
  name: 'policy set',
  usage: '<name> <value>',
  summary: 'Change who may start what with whom, at once',
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

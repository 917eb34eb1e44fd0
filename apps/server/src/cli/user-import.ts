import { readFileSync } from 'node:fs'
import { createUser, foldEmail } from '../features/accounts/users.ts'
import { findStaff, listAllUsers } from '../features/accounts/users-rows.ts'
import { mintSecret } from '../platform/ids.ts'
import { EXIT, withContext, type Command } from './command.ts'
import { readPeopleTable } from './people-table.ts'

export const importCommand: Command = {
  name: 'user import',
  usage: '<file.csv> [--must-change] [--dry-run]',
  summary: 'Add many people from a table with the columns email, name and role',
  details:
    'A table with a fault adds nobody: every fault is named with its line. People who are there already stay as they are.\n' +
    'Prints the address and a random password of each, separated by a tab. --must-change: at the first sign-in they choose another one. --dry-run: only says what would happen.',
  options: { 'dry-run': { type: 'boolean' }, 'must-change': { type: 'boolean' } },
  takes: 1,
  run: ({ config, has, positionals: [file = ''] }) =>
    withContext(config, async (ctx) => {
      // Read as whoever calls, who may not be the owner of the data.
      const text = readFileSync(file, 'utf8')
      const users = await listAllUsers(ctx.db.read)
      const known = {
        emails: new Set(users.map(({ email_key }) => email_key)),
        staff: (await findStaff(ctx.db.read)).map(({ name }) => name),
      }
      const { people, present, faults } = readPeopleTable(text, known)
      for (const { line, text: fault } of faults) console.error(`line ${line}: ${fault}`)
      if (faults.length > 0) {
        console.error(`Nobody was added: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`)
        return EXIT.failed
      }
      const said = `${people.length} to ${config.data_dir}; ${present} were there already.`
      if (has('dry-run')) {
        console.error(`Would add ${said}`)
        return EXIT.ok
      }
      for (const { email, name, role } of people) {
        const password = mintSecret(12)
        await createUser(ctx, { email, name, role, password, must_change: has('must-change') })
        console.log(`${foldEmail(email)}\t${password}`)
      }
      console.error(`Added ${said}`)
      return EXIT.ok
    }),
}

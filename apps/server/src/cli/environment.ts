// One file of settings for the server and for the commands beside it: what only the unit of the system knew, a command
// would not find, and it would work on another folder than the server.
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { settingsFile } from '../places.ts'
import { OperatorError } from '../platform/errors.ts'

/**
 * The settings of the file `LECTERN_ENV_FILE`, or of `lectern.env` if it is there; the environment overrides them.
 * @throws OperatorError if the file cannot be read
 */
export const settingsOf = ({ LECTERN_ENV_FILE, ...environment }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...readSettings(LECTERN_ENV_FILE),
  ...environment,
})

const readSettings = (named: string | undefined): NodeJS.Dict<string> => {
  const file = named || settingsFile()
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && !named) return {}
    throw new OperatorError(`The settings ${file} cannot be read: ${message}.`)
  }
}

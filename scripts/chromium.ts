// The end-to-end tests use the Chromium of the machine, so that nothing is downloaded from elsewhere.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = (program: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isProgram)

const present = (): string | undefined => names.map(onPath).find((path) => path !== undefined)

const mayInstall = (): boolean => process.getuid?.() === 0 && onPath('apt-get') !== undefined

const install = async (): Promise<boolean> => {
  console.log('Chromium is missing; installing it with apt-get …')
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
  return (
    (await run('apt-get', ['update', '-qq'], quiet)) &&
    (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet))
  )
}

/**
 * The path of a Chromium, installed if needed and possible; undefined after a message about what to install.
 */
export const findChromium = async (): Promise<string | undefined> => {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return chosen
    console.error(`CHROMIUM_PATH=${chosen} is not a program.`)
    return undefined
  }
  const found = present() ?? (mayInstall() && (await install()) ? present() : undefined)
  if (found === undefined) {
    console.error('Install Chromium (Debian: `apt-get install chromium`) or set CHROMIUM_PATH to one.')
  }
  return found
}

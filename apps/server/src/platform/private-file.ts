import { closeSync, openSync } from 'node:fs'

/**
 * Makes an empty file that other users of the machine cannot read. An existing one is not even opened: to close it again
 * would end all locks that this process has on it.
 */
export const makePrivateFile = (file: string): void => {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

// Which Lectern this is: a version says what it can do, a commit what exactly runs.
import { readFileSync } from 'node:fs'

export const VERSION: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version

/** The build leaves it there, because a server may run without the history, or without git. */
const COMMIT_FILE = new URL('../dist/commit', import.meta.url)

/** The commit that was built; undefined if it was not known. */
export const commitBuilt = (file: URL | string = COMMIT_FILE): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/** Both, in words. */
export const versionLine = (file?: URL | string): string => {
  const commit = commitBuilt(file)
  return commit === undefined ? VERSION : `${VERSION} (${commit})`
}

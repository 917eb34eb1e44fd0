import { spawnSync } from 'node:child_process'

/** The commit of a checkout, with `-dirty` for changes besides; undefined for a copy without history. */
export const commitOf = (folder: string): string | undefined => {
  const describe = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*']
  const { status, stdout } = spawnSync('git', describe, { cwd: folder, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

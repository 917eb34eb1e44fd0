// CHANGELOG.md, in the form of Keep a Changelog.
const UNRELEASED = '## [Unreleased]'

const headingOf = (version: string): string => `## [${version}]`

/** The text below the heading of a version, or undefined if it has none. */
export const sectionOf = (changelog: string, version: string): string | undefined => {
  const lines = changelog.split('\n')
  const begin = lines.findIndex((line) => line.startsWith(headingOf(version)))
  if (begin === -1) return undefined
  const length = lines.slice(begin + 1).findIndex((line) => line.startsWith('## '))
  return lines
    .slice(begin + 1, length === -1 ? undefined : begin + 1 + length)
    .join('\n')
    .trim()
}

/** Gives what is unreleased to a version. */
export const closeUnreleased = (changelog: string, version: string, date: string): string => {
  if (!changelog.includes(`${UNRELEASED}\n`)) throw new Error(`CHANGELOG.md has no ${UNRELEASED}.`)
  if (sectionOf(changelog, 'Unreleased') === '')
    throw new Error(`CHANGELOG.md has nothing under ${UNRELEASED}: what is new in ${version}?`)
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n${headingOf(version)} - ${date}`)
}

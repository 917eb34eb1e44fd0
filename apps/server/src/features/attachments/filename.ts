import { countChars, LIMITS, removeInvisible } from '@lectern/protocol'

const NAMELESS = 'file'

/** A name without path and invisible characters, and not too long; its extension stays. */
export const safeFilename = (given: string): string => {
  const name = removeInvisible(given.toWellFormed())
    .replaceAll(/\p{Cc}+/gu, ' ')
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|(?<![.\s])[.\s]+$/gu, '')
  if (!name) return NAMELESS
  const chars = Array.from(name)
  if (chars.length <= LIMITS.filename_chars) return name
  const extension = /\.[^.]{1,16}$/u.exec(name)?.[0] ?? ''
  return chars.slice(0, LIMITS.filename_chars - countChars(extension)).join('') + extension
}

/** The name with the extension of its output type. */
export const withExtension = (name: string, extension: string): string => {
  const isAlready = new RegExp(`\\.${extension === 'jpg' ? 'jpe?g' : extension}$`, 'iu').test(name)
  return isAlready ? name : safeFilename(`${name.replace(/\.[^.]{1,16}$/u, '')}.${extension}`)
}

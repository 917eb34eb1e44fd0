import { anyOf, wholeOf, type Wordings } from './wording.ts'
import { ALL_WORDINGS } from './wordings/all.ts'

/** Anywhere in a text. */
const ANY = ['danger', 'harmless', 'wants', 'organisation', 'feeling', 'insult', 'arithmetic'] as const
/** A whole sentence. */
const WHOLE = ['greeting', 'thanks', 'yes', 'no', 'follow_up', 'filler'] as const
/** The beginning of a sentence, or for a script without spaces anywhere in it. */
const BEGIN = ['asks', 'remark'] as const

export type Wording = (typeof ANY)[number] | (typeof WHOLE)[number] | (typeof BEGIN)[number]

export interface Language {
  lang: string
  has: (text: string) => boolean
  find: (wording: Wording, text: string) => string | undefined
}

const LATIN = /\p{Script=Latin}/u
const SPACELESS = new Set(['zh', 'ja', 'th'])

const beginOf = (lines: string | undefined, lang: string): RegExp => {
  if (lines === undefined) return anyOf('')
  const trimmed = lines.trim()
  return SPACELESS.has(lang) ? anyOf(trimmed) : anyOf(trimmed.replaceAll(/^\s*/gm, '^'))
}

const compile = (wordings: Wordings): Language => {
  const { lang, script = LATIN } = wordings
  const patterns = new Map<Wording, RegExp>()
  const patternOf = (wording: Wording): RegExp => {
    const lines = wordings[wording]
    if ((WHOLE as readonly Wording[]).includes(wording)) return wholeOf(lines)
    return (BEGIN as readonly Wording[]).includes(wording) ? beginOf(lines, lang) : anyOf(lines)
  }
  return {
    lang,
    has: (text) => script.test(text),
    find: (wording, text) => {
      const pattern = patterns.get(wording) ?? patternOf(wording)
      patterns.set(wording, pattern)
      return pattern.exec(text)?.[0]
    },
  }
}

let languages: readonly Language[] | undefined

/** The languages whose letters are in a text, with their wordings ready to look for. */
export const languagesIn = (text: string): Language[] => {
  languages ??= ALL_WORDINGS.map(compile)
  return languages.filter(({ has }) => has(text))
}

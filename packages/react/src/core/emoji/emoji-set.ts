// All emoji with their names in one language, for the picker and the `:name` completion.
import { fold } from '../fold.ts'

export interface Emoji {
  emoji: string
  name: string
  /** The English names between colons. */
  codes: readonly string[]
  group: number
  /** The five skin tones from light to dark, if there are any. */
  tones: readonly string[]
  /** Folded words, each after a space. */
  words: string
}

/** One record of emojibase-data; unused fields are left out. */
export interface EmojiRecord {
  emoji: string
  hexcode: string
  label: string
  tags?: readonly string[]
  version: number
  group?: number
  skins?: readonly { emoji: string; tone?: number | readonly number[] }[]
}

export type Shortcodes = Readonly<Record<string, string | readonly string[]>>

/** The emoji that the device can draw: newer ones would be empty boxes. */
export interface Drawable {
  version: number
  flags: boolean
}

/** Unicode's group 2 has only parts of emoji, such as a skin tone alone. */
const PIECES = 2
const FLAGS = 9
const FLAG = /^\p{Regional_Indicator}/u

export const emojiSet = (
  records: readonly EmojiRecord[],
  shortcodes: Shortcodes,
  drawable: Drawable,
): readonly Emoji[] =>
  records.flatMap(({ group, ...record }) => {
    const isDrawable = record.version <= drawable.version && (drawable.flags || !FLAG.test(record.emoji))
    return group === undefined || group === PIECES || !isDrawable ? [] : [toEmoji(record, group, shortcodes)]
  })

const toEmoji = (record: EmojiRecord, group: number, shortcodes: Shortcodes): Emoji => {
  const { label, tags = [], skins = [] } = record
  const codes = [shortcodes[record.hexcode] ?? []].flat()
  const words = fold([label, ...tags, ...codes].join(' ').replaceAll(/[_-]/gu, ' '))
  const tones = skins.filter(({ tone }) => typeof tone === 'number').map((skin) => asTyped(skin.emoji))
  return {
    emoji: asTyped(record.emoji),
    name: label,
    codes,
    group,
    tones,
    words: ` ${words} ${codes.join(' ')}`,
  }
}

/**
 * The data adds the colour selector also to emoji that are always coloured; keyboards do not, and both must be
 * one reaction.
 */
const asTyped = (emoji: string): string => emoji.replaceAll(/(\p{Emoji_Presentation})\uFE0F/gu, '$1')

/** The emoji with words that begin with each typed word; exact names come first. */
export const findEmoji = (set: readonly Emoji[], typed: string): readonly Emoji[] => {
  const wanted = fold(typed.trim())
  const words = wanted.split(/[\s:]+/u).filter(Boolean)
  if (words.length === 0) return []
  const found = set.filter(
    ({ emoji, words: known }) => emoji === wanted || words.every((word) => known.includes(` ${word}`)),
  )
  return found
    .map((emoji) => ({ emoji, rank: rankOf(emoji, wanted) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ emoji }) => emoji)
}

const rankOf = ({ name, codes, group }: Emoji, wanted: string): number => {
  if (codes.includes(wanted)) return 0
  // They are so many that they would precede every third word.
  if (group === FLAGS) return 5
  if (fold(name).startsWith(wanted)) return 1
  if (codes.some((code) => code.startsWith(wanted))) return 2
  return ` ${fold(name)}`.includes(` ${wanted}`) ? 3 : 4
}

/** 0 is the yellow default; 1 to 5 from light to dark. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5

export const TONES: readonly Tone[] = [0, 1, 2, 3, 4, 5]

export const applyTone = ({ emoji, tones }: Pick<Emoji, 'emoji' | 'tones'>, tone: Tone): string =>
  tones[tone - 1] ?? emoji

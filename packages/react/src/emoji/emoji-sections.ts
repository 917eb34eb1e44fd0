// The sections of the picker: all groups, or the search results.
import type { Labels } from '../labels/labels.ts'
import { findEmoji, type Emoji } from '../core/emoji/emoji-set.ts'
import { QUICK_REACTIONS } from '../core/emoji/emoji-memory.ts'

export interface Section {
  key: string
  title: string
  /** Its mark in the row of groups. */
  mark: string
  rows: readonly (readonly Emoji[])[]
}

export const COLUMNS = 8
const OFTEN_ROWS = 2
const MOST_FOUND = 120

const MARKS = ['😀', '👋', '', '🌱', '🍎', '🚗', '⚽', '💡', '🔣', '🏁'] as const

export const sectionsOf = (
  emoji: readonly Emoji[],
  used: readonly string[],
  labels: Labels,
): readonly Section[] => {
  const groups = MARKS.flatMap((mark, group) => {
    const members = emoji.filter((each) => each.group === group)
    return members.length > 0
      ? [{ key: String(group), title: labels.emojiGroups[group] ?? '', mark, rows: inRows(members) }]
      : []
  })
  const often = { key: 'often', title: labels.emojiOften, mark: '🕘', rows: inRows(oftenOf(emoji, used)) }
  return [often, ...groups]
}

export const findSections = (emoji: readonly Emoji[], typed: string, title: string): readonly Section[] => {
  const hits = findEmoji(emoji, typed).slice(0, MOST_FOUND)
  return hits.length > 0 ? [{ key: 'found', title, mark: '', rows: inRows(hits) }] : []
}

/** The last used emoji, filled up with those most people use. */
const oftenOf = (emoji: readonly Emoji[], used: readonly string[]): readonly Emoji[] => {
  const wanted = [...new Set([...used, ...QUICK_REACTIONS])].slice(0, COLUMNS * OFTEN_ROWS)
  return wanted.map((each) => emoji.find((known) => known.emoji === each) ?? unnamed(each))
}

/** An emoji with a skin tone, or one not loaded yet. */
const unnamed = (emoji: string): Emoji => ({ emoji, name: emoji, codes: [], group: 0, tones: [], words: '' })

const inRows = (emoji: readonly Emoji[]): readonly (readonly Emoji[])[] =>
  Array.from({ length: Math.ceil(emoji.length / COLUMNS) }, (_, row) =>
    emoji.slice(row * COLUMNS, (row + 1) * COLUMNS),
  )

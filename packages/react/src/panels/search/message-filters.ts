// What the search of messages is narrowed by, and what a text says of it: `from:Ben`, in English and the reader's language.
import type { Search } from '@lectern/protocol'
import type { Labels } from '../../labels/labels.ts'
import { fold } from '../../core/fold.ts'

/** What is searched for. Days are those of the reader: `2026-03-09`. */
export interface MessageSearchWish {
  q: string
  /** A conversation. */
  in?: string
  /** A person. */
  from?: string
  /** Exclusive. */
  before?: string
  /** Inclusive. */
  after?: string
  has?: (typeof HAS)[number]
  is?: (typeof IS)[number]
  order?: 'best' | 'newest'
}

export const HAS = ['image', 'file', 'link', 'card', 'document'] as const
export const IS = ['question', 'answered', 'unanswered', 'pinned'] as const
export const FILTERS = ['from', 'in', 'after', 'before', 'has', 'is'] as const
export type Filter = (typeof FILTERS)[number]

const DAY = /^\d{4}-\d\d-\d\d$/
/** The beginning of a day of the reader; undefined for what is none. */
const beginOf = (day: string | undefined): string | undefined => {
  if (day === undefined || !DAY.test(day)) return undefined
  const moment = new Date(`${day}T00:00`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

export const isDay = (text: string): boolean => beginOf(text) !== undefined

/** A filter that is being typed is not searched for. */
export const toSearch = (wish: MessageSearchWish, labels: Labels): Search => ({
  q: (typedFilter(wish.q, labels)?.before ?? wish.q).trim(),
  conversation_id: wish.in,
  from: wish.from,
  before: beginOf(wish.before),
  after: beginOf(wish.after),
  has: wish.has,
  is: wish.is,
  order: wish.order,
})

/** The filter that somebody is typing at the end of a text. */
export interface TypedFilter {
  filter: Filter
  /** What is typed of its value. */
  value: string
  /** The text before it. */
  before: string
}

const LAST = /(^|\s)(\p{L}+):(\S*)$/u

export const typedFilter = (text: string, labels: Labels): TypedFilter | undefined => {
  const [all, space = '', name = '', value = ''] = LAST.exec(text) ?? []
  if (all === undefined) return undefined
  const folded = fold(name)
  const filter = FILTERS.find((each) => [each, labels.search.keys[each]].some((key) => fold(key) === folded))
  return filter && { filter, value, before: text.slice(0, text.length - all.length) + space }
}

/** Takes complete filters out of a text: those of a word and of a day, once a space follows them. */
export const takeFilters = (wish: MessageSearchWish, labels: Labels): MessageSearchWish => {
  if (!/\s$/.test(wish.q)) return wish
  const typed = typedFilter(wish.q.trimEnd(), labels)
  const taken = typed && valueOf(typed, labels)
  return typed && taken ? { ...wish, ...taken, q: typed.before } : wish
}

const valueOf = ({ filter, value }: TypedFilter, labels: Labels): Partial<MessageSearchWish> | undefined => {
  const named = <T extends string>(options: readonly T[], names: Record<T, string>): T | undefined =>
    options.find((option) => [option, names[option]].some((name) => fold(name) === fold(value)))
  if (filter === 'has') {
    const has = named(HAS, labels.search.has)
    return has && { has }
  }
  if (filter === 'is') {
    const is = named(IS, labels.search.is)
    return is && { is }
  }
  return (filter === 'after' || filter === 'before') && isDay(value) ? { [filter]: value } : undefined
}

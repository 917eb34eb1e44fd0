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

const filterOf = (name: string, labels: Labels): Filter | undefined => {
  const folded = fold(name)
  return FILTERS.find((each) => [each, labels.search.keys[each]].some((key) => fold(key) === folded))
}

export const typedFilter = (text: string, labels: Labels): TypedFilter | undefined => {
  const [all, space = '', name = '', value = ''] = LAST.exec(text) ?? []
  if (all === undefined) return undefined
  const filter = filterOf(name, labels)
  return filter && { filter, value, before: text.slice(0, text.length - all.length) + space }
}

const EACH = /(^|\s)(\p{L}+):(\S+)(?=\s)/gu

/**
 * Takes complete filters out of a text, wherever they are: those of a word and of a day, once a space follows them. What
 * stands in quotes is looked for as it is.
 */
export const takeFilters = (wish: MessageSearchWish, labels: Labels): MessageSearchWish => {
  const taken: Partial<MessageSearchWish> = {}
  // Every second part is between quotes.
  const parts = wish.q.split('"').map((part, at) =>
    at % 2 === 1
      ? part
      : part.replace(EACH, (all: string, space: string, name: string, value: string) => {
          const filter = filterOf(name, labels)
          const found = filter && valueOf({ filter, value }, labels)
          Object.assign(taken, found)
          return found ? space : all
        }),
  )
  const q = parts.join('"')
  return q === wish.q ? wish : { ...wish, ...taken, q: q.replace(/^\s+|(?<=\s)\s+/gu, '') }
}

/** A text that was written elsewhere: in the finder, or in an address. Its last filter is complete, too. */
export const takeWritten = (wish: MessageSearchWish, labels: Labels): MessageSearchWish => {
  const taken = takeFilters({ ...wish, q: `${wish.q} ` }, labels)
  const q = taken.q.trimEnd()
  return q === wish.q ? wish : { ...taken, q }
}

const valueOf = (
  { filter, value }: Pick<TypedFilter, 'filter' | 'value'>,
  labels: Labels,
): Partial<MessageSearchWish> | undefined => {
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

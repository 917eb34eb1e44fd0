// Search over messages. The index offers messages, the newest first; each is then read as it is now, compared with what is
// searched for, and judged by how well and how lately it says it. Who may read what is part of every statement.
import { LIMITS, type Search, type SearchHit, type SearchHits } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import type { TermMatch } from '../../records/message-terms.ts'
import type { Context, Viewer } from '../context.ts'
import { textsOf, wordsOfPart } from './index-messages.ts'
import { finderOf, foldWithPlaces, nearFinderOf, weighFound, type Finder } from './matching.ts'
import { readQuery } from './read-query.ts'
import {
  conversationIdsOf,
  findByState,
  findByTerms,
  findWaiting,
  lastNumber,
  sizeOf,
  type Candidate,
  type Narrowing,
} from './search-rows.ts'
import { cutSnippet } from './snippet.ts'
import {
  conversationTerm,
  foldForMatch,
  hasOf,
  hasTerm,
  monthsMatch,
  nearMatch,
  senderTerm,
  wantedMatch,
  type Wanted,
} from './terms.ts'

/** What is ordered by relevance at once; older messages follow it. */
const WINDOW = 200
const BATCH = 100
/** After so many offers a page ends, whatever was found; what only has most of the words is not worth as many. */
const MOST_OFFERS: Record<Demand, number> = { all: 3_000, most: 300 }
const MOST_WAITING = 500
/** Of few conversations that are a small part of all, the index reads only these. */
const FEW_CONVERSATIONS = 300
const SMALL_PART = 1 / 50
/** Relevance of a message of now over one of long ago, and after how many days half of it is left. */
const FRESHNESS = 0.6
const HALF_LIFE_DAYS = 90
const DAY_MS = 86_400_000

export const search = async (ctx: Context, viewer: Viewer, asked: Search): Promise<SearchHits> => {
  const { limit = LIMITS.page_rows_default, cursor } = asked
  const wanted = readQuery(asked.q ?? '')
  const [top, from, offset] = cursor === undefined ? [undefined, undefined, 0] : decodePlace(cursor)
  const highest = top ?? (await lastNumber(ctx.db.read))
  const below = from ?? highest + 1
  const searching = new Searching(ctx, viewer, { asked, wanted, highest })
  const whole = await searching.window(below, 'all')
  const isPartial = whole.hits.length === 0 && below > highest && wanted.length > 0
  const { hits, next } = isPartial ? await searching.window(below, 'most') : whole
  const page = hits.slice(offset, offset + limit)
  const later =
    offset + limit < hits.length ? [below, offset + limit] : next === undefined ? undefined : [next, 0]
  return {
    hits: page.map(({ hit }) => hit()),
    next_cursor: later && !isPartial ? encodeCursor([highest, ...later].map(String)) : null,
    ...(isPartial && page.length > 0 && { partial: true as const }),
  }
}

const decodePlace = (cursor: string): [number, number, number] => {
  const [top = 0, from = 0, offset = 0] = decodeCursor(cursor, 3).map(Number)
  if (![top, from, offset].every((each) => Number.isSafeInteger(each) && each >= 0))
    throw new AppError('invalid', 'The cursor is not one that was handed out.', { field: 'cursor' })
  return [top, from, offset]
}

/** Whether a hit has all that is wanted, or at least half of it, perhaps mistyped. */
type Demand = 'all' | 'most'

interface Judged {
  candidate: Candidate
  score: number
  hit(): SearchHit
}

interface Window {
  /** In the order in which they are shown. */
  hits: Judged[]
  /** Older messages are below it; undefined if there are none. */
  next: number | undefined
}

interface Wish {
  asked: Search
  wanted: readonly Wanted[]
  /** The highest number of the index when the first page was read. */
  highest: number
}

class Searching {
  readonly #ctx: Context
  readonly #asked: Search
  readonly #wanted: readonly Wanted[]
  readonly #highest: number
  readonly #narrowing: Narrowing
  #places: Promise<TermMatch[]> | undefined

  constructor(ctx: Context, viewer: Viewer, { asked, wanted, highest }: Wish) {
    this.#ctx = ctx
    this.#asked = asked
    this.#wanted = wanted
    this.#highest = highest
    const { conversation_id, from: sender_id, before, after, is } = asked
    this.#narrowing = {
      user_id: viewer.user_id,
      conversation_id,
      sender_id,
      before: before && inFull(before),
      after: after && inFull(after),
      is,
    }
  }

  /** The next hits below a number of the index. */
  async window(below: number, demand: Demand): Promise<Window> {
    const judge = this.#judge(demand)
    const hits = new Map<string, Judged>()
    const keep = (candidates: readonly Candidate[]): void => {
      for (const candidate of candidates) {
        const judged = judge(candidate)
        if (judged) hits.set(candidate.id, judged)
      }
    }
    const offer = await this.#offerOf(demand)
    if (!offer) return { hits: [], next: undefined }
    const { db } = this.#ctx
    keep(await findWaiting(db.read, this.#narrowing, { below, limit: MOST_WAITING }))
    let next: number | undefined = below
    for (
      let offered = 0;
      next !== undefined && offered < MOST_OFFERS[demand] && hits.size < WINDOW;
      offered += BATCH
    ) {
      const candidates: Candidate[] = await offer(next)
      keep(candidates)
      next = candidates.length === BATCH ? candidates.at(-1)?.number : undefined
    }
    const kept = [...hits.values()]
    if (this.#asked.order === 'newest') kept.sort((a, b) => b.candidate.number - a.candidate.number)
    else kept.sort((a, b) => b.score - a.score || b.candidate.number - a.candidate.number)
    return { hits: kept, next }
  }

  /** What reads the candidates below a number; undefined if nothing is searched for. */
  async #offerOf(demand: Demand): Promise<((below: number) => Promise<Candidate[]>) | undefined> {
    const { db } = this.#ctx
    if (this.#narrowing.is) return (below) => findByState(db.read, this.#narrowing, { below, limit: BATCH })
    const words = this.#words(demand)
    if (!words) return undefined
    const narrow = this.#narrowed()
    if (words.length === 0 && narrow.length === 0) return undefined
    this.#places ??= this.#findPlaces()
    const match: TermMatch = { all: [...words, ...narrow, ...(await this.#places)] }
    return (below) => findByTerms(db.read, match, this.#narrowing, { below, limit: BATCH })
  }

  /** Undefined if no term tells of what is wanted. */
  #words(demand: Demand): TermMatch[] | undefined {
    const matches = this.#wanted.map((wanted) => {
      const match = wantedMatch(wanted)
      const near = demand === 'most' ? nearMatch(wanted) : undefined
      return match && near ? { any: [match, near] } : match
    })
    const known = matches.filter((match) => match !== undefined)
    if (known.length < matches.length && (demand === 'all' || known.length === 0)) return undefined
    return demand === 'all' || known.length === 0 ? known : [{ any: known }]
  }

  #narrowed(): TermMatch[] {
    const { conversation_id, from, has } = this.#asked
    const { before, after } = this.#narrowing
    const now = timestamp(this.#ctx.clock.now())
    const months = after === undefined ? undefined : monthsMatch(after, before ?? now)
    return [
      ...(conversation_id === undefined ? [] : [conversationTerm(conversation_id)]),
      ...(from === undefined ? [] : [senderTerm(from)]),
      ...(has === undefined ? [] : [hasTerm(has)]),
      ...(months ? [months] : []),
    ]
  }

  async #findPlaces(): Promise<TermMatch[]> {
    if (this.#asked.conversation_id !== undefined) return []
    const { db } = this.#ctx
    const { user_id } = this.#narrowing
    const { count, messages } = await sizeOf(db.read, user_id)
    if (count > FEW_CONVERSATIONS || messages > this.#highest * SMALL_PART) return []
    return [{ any: ['', ...(await conversationIdsOf(db.read, user_id))].map(conversationTerm) }]
  }

  /** Judges a candidate; undefined if it is no hit. */
  #judge(demand: Demand): (candidate: Candidate) => Judged | undefined {
    const finders = this.#wanted.map((wanted) => finderFor(wanted, demand))
    const needed = demand === 'all' ? finders.length : Math.ceil(finders.length / 2)
    const { has } = this.#asked
    const now = this.#ctx.clock.now()
    return (candidate) => {
      if (has !== undefined && !hasOf(candidate).has(has)) return undefined
      const folded = foldForMatch(textsOf(candidate).join('\n'))
      const { count, relevance } = weighFound(finders.map((find) => find(folded)))
      if (count < needed) return undefined
      const days = Math.max(0, now - parseTimestamp(candidate.created_at)) / DAY_MS
      const score = count + relevance + FRESHNESS * 0.5 ** (days / HALF_LIFE_DAYS)
      return { candidate, score, hit: () => toHit(candidate, finders) }
    }
  }
}

/** As the database has times, so that they compare by their characters. */
const inFull = (time: string): string => timestamp(parseTimestamp(time))

const finderFor = (wanted: Wanted, demand: Demand): Finder => {
  const exact = finderOf(wanted)
  const near = demand === 'most' ? nearFinderOf(wanted) : undefined
  if (!near) return exact
  return (folded) => {
    const found = exact(folded)
    return found.length > 0 ? found : near(folded)
  }
}

interface NamedText {
  text: string
  /** What it is the name of; undefined for the words of the message. */
  of?: SearchHit['of']
}

/** The texts of a message, of which there is always one; a picture without a name has an empty one. */
const namedTextsOf = ({ content, parts, kind }: Candidate): NamedText[] => {
  const own =
    content === '' && parts.length > 0
      ? []
      : [{ text: content, ...(kind === 'card' && !content && { of: kind }) }]
  const named = parts.flatMap((part) => {
    if (part.type === 'text' || part.type === 'unknown') return []
    const words = wordsOfPart(part)
    return (words.length > 0 ? words : ['']).map((text) => ({ text, of: part.type }))
  })
  if (own.length + named.length === 0) return [{ text: content }]
  return [...own, ...named]
}

const toHit = (candidate: Candidate, finders: readonly Finder[]): SearchHit => {
  const texts = namedTextsOf(candidate).map(({ text, of }) => {
    const folded = foldWithPlaces(text)
    const found = finders.map((find) => find(folded.folded))
    return { text, of, folded, found: found.flat(), count: found.filter((each) => each.length > 0).length }
  })
  // The first of equals: its own words, where it has any.
  const best = texts.reduce((most, each) => (each.count > most.count ? each : most))
  const { id, conversation_id, created_seq, kind, sender_id, sender, sender_role, created_at, lang, title } =
    candidate
  return {
    message_id: id,
    conversation_id,
    ...(title !== null && { title }),
    created_seq,
    kind,
    sender_id,
    sender,
    sender_role,
    timestamp: created_at,
    ...(lang !== null && { lang }),
    ...(best.of && { of: best.of }),
    ...cutSnippet(best.text, best.folded, best.found),
  }
}

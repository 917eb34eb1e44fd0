// What a kind of card is: a table of states and verbs, which `interpreter.ts` alone carries out. A definition never
// commits, never numbers, never decides on a revision; it says what is allowed, and what comes of it.
import { toJSONSchema } from 'zod/v4/core'
import type { CardAction, ConversationRow, NewCard, NewMessage, Role } from '@lectern/protocol'
import type { StoredMessage, StoredCard } from '../../records/stored.ts'
import type * as z from 'zod/mini'
import type { Place } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'

/** Somebody, or time itself, which has no id. */
export interface Actor {
  user_id: string
  name: string
  role: Role | 'system'
}

export const SYSTEM: Actor = { user_id: '', name: '', role: 'system' }

/**
 * What somebody may be to a card. `member` is any person of the conversation; the assistant is none of `member`,
 * `staff`, `student` and `creator`, since it may propose but never decide.
 */
export type Relation =
  'staff' | 'student' | 'creator' | 'asker' | 'tutor' | 'reviewer' | 'member' | 'assistant' | 'system'

type Schema = z.ZodMiniType
export type CardType = NewCard['type']

/** A card with its own data. */
export type CardOf<Data> = Omit<StoredCard, 'data'> & { data: Data }

export interface EntryChange {
  kind: string
  key?: string
  /** Whose; of whoever acts when left out. */
  user_id?: string
  /** `undefined` takes the entry away. */
  value: unknown
}

/** What comes of an action besides the state of the table. */
export interface Outcome<Data> {
  data?: Data
  /** Instead of the verb's own `to`. */
  state?: string
  entries?: EntryChange[]
  /** Other rows that changed with it, in the same number of the clock. */
  messages?: StoredMessage[]
  conversation?: ConversationRow
  fallback_text?: string
  /** Sources it depends on no longer. */
  forget?: string[]
}

/** An action that may be carried out, before anything was changed. */
export interface Act<Data, Input> {
  card: CardOf<Data>
  data: Data
  input: Input
  actor: Actor
  now: number
  at: string
  /** Of the action. What an action makes elsewhere takes this id, so that a repeat makes it once. */
  action_id: string
}

/**
 * What an action brings about besides its card, in a commit of its own before that of the card. Doing it twice is doing
 * it once: what it makes has the action's id.
 */
export type Elsewhere =
  | { is: 'message'; conversation_id: string; message: NewMessage }
  | { is: 'accept' | 'endorse'; conversation_id: string; message_id: string }

/** The same inside its commit. */
export interface Commit {
  ctx: Context
  transaction: LecternTransaction
  place: Place
}

export interface Verb<Data, Input = unknown> {
  from: readonly string[]
  /** Any of these is enough. */
  who: readonly Relation[]
  /** Stays as it is when left out. */
  to?: string
  /** In English; the verb is what other languages go by. Time's own verbs have none. */
  label?: string
  style?: CardAction['style']
  input?: Schema
  /** Rebases: a stale `expected_rev` does no harm. */
  commutative?: true
  /** Why not, though state and relation would allow it. */
  unless?(card: CardOf<Data>, actor: Actor, now: number): string | undefined
  /** Done before the commit and outside of it. */
  elsewhere?(act: Act<Data, Input>): Elsewhere
  effect?(act: Act<Data, Input>, commit: Commit): Outcome<Data> | Promise<Outcome<Data>>
}

/** What a new card starts as. */
export interface Beginning<Data> {
  data: Data
  state: string
  fallback_text: string
  /** Messages and documents it depends on. */
  sources?: string[]
  /** It depends on what becomes of its own message. */
  follows_itself?: true
  /** Its message asks. */
  question?: true
}

export interface Definition<Data, New> {
  type: CardType
  schema: number
  /** Of what its creator hands in. */
  input: Schema
  states: readonly string[]
  /** Who may create it; the assistant only where there is a proposed state to begin in. */
  creators: readonly Relation[]
  /** Where a card of the assistant begins. */
  proposed?: string
  begin(ctx: Context, viewer: Viewer, input: New, conversation_id: string): Promise<Beginning<Data>>
  verbs: Record<string, Verb<Data>>
  /** What else somebody is to this card. */
  relations?(card: CardOf<Data>, actor: Actor): Relation[]
  /** Where the state follows from something else. */
  state?(card: CardOf<Data>): string
  /** What one sees of it; `undefined` is nothing at all. */
  show(card: CardOf<Data>, viewer: Actor, now: number): object | undefined
  /** For whom nothing is shown. */
  nothing?: string
  /** What a change of one of its sources means for it. */
  follow?(ctx: Context, card: CardOf<Data>): Promise<{ verb: string; input?: object } | undefined>
  /** When time acts next, and by which verb. */
  due?(card: CardOf<Data>): { at: string; verb: string } | undefined
}

/** Any of them, with its own data unknown. */
export type AnyDefinition = Definition<object, unknown>

/** A verb whose input is known by its schema: `verb({ input: z.object({…}), effect: ({ input }) => … })`. */
export const verbsOf =
  <Data>() =>
  <S extends Schema = z.ZodMiniUnknown>(
    verb: Omit<Verb<Data, z.infer<S>>, 'input'> & { input?: S },
  ): Verb<Data, z.infer<S>> =>
    verb

const schemas = new WeakMap<Schema, Record<string, unknown>>()

/** What a verb takes, as a client builds a form from it. */
export const inputSchema = (schema: Schema): Record<string, unknown> => {
  const known = schemas.get(schema)
  if (known) return known
  const { $schema: _, additionalProperties: _a, ...json } = toJSONSchema(schema, { io: 'input' })
  schemas.set(schema, json)
  return json
}

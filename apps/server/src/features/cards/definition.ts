// The definition of a kind of card: a table of states and verbs, which only `interpreter.ts` executes. A
// definition never commits, numbers, or checks a revision; it says what is allowed, and the result.
import { toJSONSchema } from 'zod/v4/core'
import type { CardAction, ConversationRow, NewCard, NewMessage, Role } from '@lectern/protocol'
import type { StoredMessage, StoredCard } from '../../records/stored.ts'
import type * as z from 'zod/mini'
import type { Place } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'

/** A person, or the system, which has no id. */
export interface Actor {
  user_id: string
  name: string
  role: Role | 'system'
}

export const SYSTEM: Actor = { user_id: '', name: '', role: 'system' }

/**
 * The relations of an actor to a card. `member` is any person of the conversation; the assistant is none of
 * `member`, `staff`, `student` and `creator`, since it may propose but never decide.
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
  /** The owner; by default the actor. */
  user_id?: string
  /** `undefined` deletes the entry. */
  value: unknown
}

/** The results of an action besides the state of the table. */
export interface Outcome<Data> {
  data?: Data
  /** Replaces the verb's own `to`. */
  state?: string
  entries?: EntryChange[]
  /** Other rows that changed with it, in the same change. */
  messages?: StoredMessage[]
  conversation?: ConversationRow
  fallback_text?: string
  /** Sources that it no longer depends on. */
  forget?: string[]
}

/** An allowed action, before anything is changed. */
export interface Act<Data, Input> {
  card: CardOf<Data>
  data: Data
  input: Input
  actor: Actor
  now: number
  at: string
  /**
   * The id of the action. Objects that an action makes elsewhere get this id, so that a repeat makes them once.
   */
  action_id: string
}

/**
 * The effect of an action outside its card, in a commit of its own before the card's. It is idempotent: its
 * objects have the action's id.
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
  /** By default the state stays. */
  to?: string
  /** In English; other languages go by the verb. Verbs of the system have none. */
  label?: string
  style?: CardAction['style']
  input?: Schema
  /** Rebased: a stale `expected_rev` does no harm. */
  commutative?: true
  /** The reason against it, though state and relation would allow it. */
  unless?(card: CardOf<Data>, actor: Actor, now: number): string | undefined
  /** Runs before the commit and outside it. */
  elsewhere?(act: Act<Data, Input>): Elsewhere
  effect?(act: Act<Data, Input>, commit: Commit): Outcome<Data> | Promise<Outcome<Data>>
}

/** The start of a new card. */
export interface Beginning<Data> {
  data: Data
  state: string
  fallback_text: string
  /** Messages and documents it depends on. */
  sources?: string[]
  /** It depends on its own message. */
  follows_itself?: true
  /** Its message is a question. */
  question?: true
}

export interface Definition<Data, New> {
  type: CardType
  schema: number
  /** The schema of its creator's input. */
  input: Schema
  states: readonly string[]
  /** The relations that may create it; the assistant only if there is a proposed state. */
  creators: readonly Relation[]
  /** The first state of the assistant's cards. */
  proposed?: string
  begin(ctx: Context, viewer: Viewer, input: New, conversation_id: string): Promise<Beginning<Data>>
  verbs: Record<string, Verb<Data>>
  /** Further relations to this card. */
  relations?(card: CardOf<Data>, actor: Actor): Relation[]
  /** The state, if it follows from other data. */
  state?(card: CardOf<Data>): string
  /** The data that a viewer sees; `undefined` hides everything. */
  show(card: CardOf<Data>, viewer: Actor, now: number): object | undefined
  /** The reason of hidden cards. */
  nothing?: string
  /** The effect of a changed source. */
  follow?(ctx: Context, card: CardOf<Data>): Promise<{ verb: string; input?: object } | undefined>
  /** The system's next action: its time and its verb. */
  due?(card: CardOf<Data>): { at: string; verb: string } | undefined
}

/** Any definition, with unknown data. */
export type AnyDefinition = Definition<object, unknown>

/** Types a verb by the schema of its input: `verb({ input: z.object({…}), effect: ({ input }) => … })`. */
export const verbsOf =
  <Data>() =>
  <S extends Schema = z.ZodMiniUnknown>(
    verb: Omit<Verb<Data, z.infer<S>>, 'input'> & { input?: S },
  ): Verb<Data, z.infer<S>> =>
    verb

const schemas = new WeakMap<Schema, Record<string, unknown>>()

/** The JSON Schema of a verb's input, for forms of clients. */
export const inputSchema = (schema: Schema): Record<string, unknown> => {
  const known = schemas.get(schema)
  if (known) return known
  const { $schema: _, additionalProperties: _a, ...json } = toJSONSchema(schema, { io: 'input' })
  schemas.set(schema, json)
  return json
}

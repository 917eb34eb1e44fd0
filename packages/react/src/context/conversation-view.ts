// The view state of one conversation, kept while the person looks at another one.
import { Cell, type Meant } from '@lectern/client'
import type { Message, NewCard, Passage } from '@lectern/protocol'
import type { VirtualItem } from '@tanstack/react-virtual'
import { sayAgain } from '../core/say-again.ts'
import { UndoableAct } from '../core/undoable.ts'
import type { Labels } from '../labels/labels.ts'
import { isUnreachable, reasonOf } from '../labels/reason.ts'
import { KeptFlag } from '../core/kept-flag.ts'

/** An edit so far, and whom the names in its text mean. */
export interface Editing {
  mode: 'edit'
  message: Message
  text: string
  meant: readonly Meant[]
}

/** The mode of the composer. A new message's text is the SDK's draft. */
export type Composing = { mode: 'new' } | { mode: 'reply'; to: Message } | Editing

/** The place at which a conversation was left: the first visible item and its offset, or the end. */
export interface ScrollPlace {
  key: string
  /** The first visible message; undefined at the end. */
  message_id: string | undefined
  /** `created_seq` of the newest message at that time. */
  newest: number
  past_px: number
  at_end: boolean
  /** Measured heights, so that a return is exact to the pixel. */
  sizes: VirtualItem[]
}

/** A new object for each jump, so that two jumps can have the same target. */
export interface JumpTarget {
  id: string
  /** For the way back: this many pixels of it were scrolled past, and it is not highlighted. */
  past_px?: number
}

/** A message that its author may still take back. */
export interface Sent {
  id: string
  text: string
  to: Message | undefined
  question: true | undefined
  citations: readonly Passage[]
  meant: readonly Meant[]
}

/** Cards that begin with a form of their own. */
export type MadeByForm = Extract<
  NewCard['type'],
  'tutoring_topic' | 'topic' | 'learning_topic' | 'learning_discuss'
>

/** An act that fails again with the same words is said again. */
class Notice extends Cell<string | undefined> {
  #waits = false

  override set(text: string | undefined): void {
    this.#waits = false
    super.set(text === undefined ? undefined : sayAgain(this.get(), text))
  }

  /** Says why an act failed. */
  fail(error: unknown, labels: Labels, say: (reason: string) => string = labels.notDone): void {
    this.set(say(reasonOf(error, labels)))
    this.#waits = isUnreachable(error)
  }

  /** The connection is back: what was said of its absence is over. */
  whenBack(): void {
    if (this.#waits) this.set(undefined)
  }
}

export class ConversationView {
  readonly composing = new Cell<Composing>({ mode: 'new' })
  /** Whether the text is a question. */
  readonly asking = new Cell<true | undefined>(undefined)
  /** Passages to cite in the message. */
  readonly citations = new Cell<readonly Passage[]>([])
  readonly justSent = new Cell<Sent | undefined>(undefined)
  /** The error of the last act, in words. */
  readonly notice = new Notice(undefined)
  /** The message whose thread is open. */
  readonly thread = new Cell<string | undefined>(undefined)
  /** Raised when somebody opens a thread: the details show it. */
  readonly threadWanted = new Cell(0)
  /** The card that is being made. */
  readonly making = new Cell<MadeByForm | 'training_topic_ref' | undefined>(undefined)
  /** The selected messages while selecting for a document. */
  readonly selected = new Cell<ReadonlySet<string> | undefined>(undefined)
  /** The target of a jump; each jump is a new object. */
  readonly target = new Cell<JumpTarget | undefined>(undefined)
  /** The start of the last jump, for the way back. */
  readonly origin = new Cell<JumpTarget | undefined>(undefined)
  /** Raised to focus the composer. */
  readonly focusWanted = new Cell(0)
  /** The message whose thread this is for. */
  readonly thread_id: string | undefined
  #scroll: ScrollPlace | undefined
  #lettingGo: UndoableAct | undefined

  constructor(thread_id?: string) {
    this.thread_id = thread_id
  }

  get scroll(): ScrollPlace | undefined {
    return this.#scroll
  }

  /** It may be taken back for five seconds, or until the next one. */
  offerUndo(sent: Sent): void {
    this.asking.set(undefined)
    this.citations.set([])
    this.justSent.set(sent)
    this.#lettingGo?.undo()
    this.#lettingGo = new UndoableAct(() => this.withdrawUndo(sent.id))
  }

  /** Gives time to whoever is at the undo of what was just sent. */
  holdUndo(): () => void {
    return this.#lettingGo?.hold() ?? (() => {})
  }

  /** The message can no longer be taken back. */
  withdrawUndo(id: string): void {
    this.justSent.update((latest) => (latest?.id === id ? undefined : latest))
  }

  /** Selects a message, or unselects it. */
  toggle(id: string): void {
    this.selected.update((chosen = new Set()) =>
      chosen.has(id) ? new Set([...chosen].filter((each) => each !== id)) : new Set([...chosen, id]),
    )
  }

  /** Returns to the start of the last jump. */
  jumpBack(): void {
    this.target.set(this.origin.get())
    this.origin.set(undefined)
  }

  /** Scrolls to a message, loading the messages around it when needed. */
  jumpTo(id: string): void {
    this.target.set({ id })
  }

  keepPlace(place: ScrollPlace | undefined): void {
    this.#scroll = place
  }

  openThread(message_id: string): void {
    this.thread.set(message_id)
    this.threadWanted.update((count) => count + 1)
  }

  compose(composing: Composing): void {
    this.composing.set(composing)
    this.focusWanted.update((count) => count + 1)
  }
}

/** One view for each conversation and thread, made when first needed. */
export class ConversationViews {
  /** The tab of the details, the same for all conversations. */
  readonly detailsTab = new Cell<string>('people')
  /** How many details are on the page: they show threads. */
  readonly detailsShown = new Cell(0)
  /** Whether the format buttons are shown. */
  readonly formatting = new Cell(false)
  /** Whether the preview of the draft is folded. */
  readonly previewFolded = new KeptFlag('lectern.preview-folded')
  /** The size of the last history in pixels: the next one most likely has the same. */
  viewport = { width: 0, height: 0 }
  readonly #views = new Map<string, ConversationView>()

  /** The view of a conversation, or of a thread in it. */
  of(conversation_id: string, thread_id?: string): ConversationView {
    const key = `${conversation_id} ${thread_id ?? ''}`
    const view = this.#views.get(key) ?? new ConversationView(thread_id)
    this.#views.set(key, view)
    return view
  }
}

// What lies on a person's view for one conversation: kept while they look at another one.
import { Cell } from '@lectern/client'
import type { Message, NewCard, Passage } from '@lectern/protocol'
import type { VirtualItem } from '@tanstack/react-virtual'
import { UndoableAct } from '../core/undoable.ts'
import { KeptFlag } from '../core/kept-flag.ts'

/** What the composer is for at the moment. `text` is the edit so far; a new message's text is the SDK's draft. */
export type Composing =
  { mode: 'new' } | { mode: 'reply'; to: Message } | { mode: 'edit'; message: Message; text: string }

/** Where a conversation was left: the first visible item and how far it was scrolled past, or its end. */
export interface ScrollPlace {
  key: string
  /** The first visible message; none at the end. */
  message_id: string | undefined
  /** `created_seq` of the newest message when one left. */
  newest: number
  past_px: number
  at_end: boolean
  /** Heights already measured, so that coming back lands on the pixel. */
  sizes: VirtualItem[]
}

/** A new object for each jump, so that one can jump to the same message twice. */
export interface JumpTarget {
  id: string
  /** The way back: so many pixels of it were scrolled past, and it is not marked. */
  past_px?: number
}

/** A message that its author may still take back. */
export interface Sent {
  id: string
  text: string
  to: Message | undefined
  question: true | undefined
  citations: readonly Passage[]
}

/** Cards that begin with a form of their own. */
export type MadeByForm = Extract<
  NewCard['type'],
  'tutoring_topic' | 'topic' | 'learning_topic' | 'learning_discuss'
>

export class ConversationView {
  readonly composing = new Cell<Composing>({ mode: 'new' })
  /** Whether what is written asks. */
  readonly asking = new Cell<true | undefined>(undefined)
  /** Passages that go with what is written. */
  readonly citations = new Cell<readonly Passage[]>([])
  readonly justSent = new Cell<Sent | undefined>(undefined)
  /** What went wrong with the last act, in words. */
  readonly notice = new Cell<string | undefined>(undefined)
  /** The question whose thread is open. */
  readonly thread = new Cell<string | undefined>(undefined)
  /** The card one is about to make. */
  readonly making = new Cell<MadeByForm | 'training_topic_ref' | undefined>(undefined)
  /** Messages chosen to become a document, while they are being chosen. */
  readonly selected = new Cell<ReadonlySet<string> | undefined>(undefined)
  /** Where to go in the history; each wish is a new object. */
  readonly target = new Cell<JumpTarget | undefined>(undefined)
  /** Where the last jump began, to return to. */
  readonly origin = new Cell<JumpTarget | undefined>(undefined)
  /** Raised to have the composer take the focus. */
  readonly focusWanted = new Cell(0)
  /** Who is meant where several have one name, by name. */
  readonly meant = new Map<string, string>()
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
  sent(sent: Sent): void {
    this.asking.set(undefined)
    this.citations.set([])
    this.justSent.set(sent)
    this.#lettingGo?.undo()
    this.#lettingGo = new UndoableAct(() => this.settled(sent.id))
  }

  /** Something else becomes of it. */
  settled(id: string): void {
    this.justSent.update((latest) => (latest?.id === id ? undefined : latest))
  }

  /** Chooses a message, or no longer. */
  toggle(id: string): void {
    this.selected.update((chosen = new Set()) =>
      chosen.has(id) ? new Set([...chosen].filter((each) => each !== id)) : new Set([...chosen, id]),
    )
  }

  /** Returns to where the last jump began. */
  jumpBack(): void {
    this.target.set(this.origin.get())
    this.origin.set(undefined)
  }

  /** Scrolls to a message, loading its surroundings when needed. */
  jumpTo(id: string): void {
    this.target.set({ id })
  }

  keepPlace(place: ScrollPlace | undefined): void {
    this.#scroll = place
  }

  compose(composing: Composing): void {
    this.composing.set(composing)
    this.focusWanted.update((count) => count + 1)
  }
}

/** One view per conversation and thread, made when first needed. */
export class ConversationViews {
  /** Whether the row of formats is shown. */
  readonly formatting = new Cell(false)
  /** Whether the preview of the draft is folded away. */
  readonly previewFolded = new KeptFlag('lectern.preview-folded')
  /** In pixels, how large the last history was that one left: the next one is, most likely. */
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

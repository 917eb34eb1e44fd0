import type { Member, PlainFrame, Window } from '@lectern/protocol'
import type { StoredMessage, StoredWindow } from '../records/stored.ts'
import { present, presentToAll } from '../features/cards/present.ts'
import type { Viewer } from '../features/context.ts'
import { encodeFrame, Frame } from './frame.ts'

/**
 * A window for many connections, in each of the forms they need; each form is made once. A window with a card
 * has as many forms as there are views of the card.
 */
export class Delivery {
  readonly conversation_id: string
  readonly head: number
  readonly now: number
  readonly #window: StoredWindow
  readonly #plain: PlainFrame[]
  /** The window for all, unless it has a card. */
  readonly #forAll: Window | undefined
  readonly #byView = new Map<string, Frame>()
  readonly #byViewer = new Map<string, Frame>()
  #changesFrame: Frame | undefined
  #headFrame: Frame | undefined
  #plainFrames: Frame[] | undefined

  constructor({ parting: _, ...window }: StoredWindow, plain: PlainFrame[], now: number) {
    this.#window = window
    this.#plain = plain
    this.#forAll = presentToAll(window)
    this.conversation_id = window.conversation_id
    this.head = window.to
    this.now = now
  }

  changesFrame(viewer: Viewer): Frame {
    if (!this.#forAll) return this.#frameFor(viewer)
    this.#changesFrame ??= new Frame({ type: 'changes', ...this.#forAll })
    return this.#changesFrame
  }

  /** Encoded once for each person, framed once for all with the same view. */
  #frameFor(viewer: Viewer): Frame {
    const known = this.#byViewer.get(viewer.user_id)
    if (known) return known
    const seen = present<Window>(this.#window, viewer, this.now)
    const text = encodeFrame({ type: 'changes', ...seen })
    const frame = this.#byView.get(text) ?? new Frame(text)
    this.#byView.set(text, frame)
    this.#byViewer.set(viewer.user_id, frame)
    return frame
  }

  get headFrame(): Frame {
    this.#headFrame ??= headFrame(this.conversation_id, this.head)
    return this.#headFrame
  }

  get plainFrames(): Frame[] {
    this.#plainFrames ??= this.#plain.map((message) => new Frame(message))
    return this.#plainFrames
  }
}

export const headFrame = (conversation_id: string, seq: number): Frame =>
  new Frame({ type: 'head', conversation_id, seq })

/** The close code of a socket and the time to come back, as a frame. */
export const byeFrame = (code: number, retry_after_ms: number): Frame =>
  new Frame({ type: 'bye', code, retry_after_ms })

/** The last frame of a conversation for a removed member: only their own row (AU2). */
export const farewellFrame = ({ conversation_id, from, to }: StoredWindow, member: Member): Frame =>
  new Frame({ type: 'changes', conversation_id, from, to, messages: [], members: [member] })

/** The end of an answer may be heard by nobody here, so the oldest is forgotten. */
const MAX_STREAMING = 10_000

/** The frames of windows in the plain profile: each message once, the assistant's when it is complete. */
export class PlainFrames {
  readonly #streaming: Set<string>

  /** `streaming`: the answers that have begun and are not complete. */
  constructor(streaming: Iterable<string> = []) {
    this.#streaming = new Set(streaming)
  }

  /** The answers whose end is awaited. */
  get streaming(): ReadonlySet<string> {
    return this.#streaming
  }

  /** An answer that began unheard. */
  expect(message_id: string): void {
    this.#streaming.add(message_id)
    if (this.#streaming.size <= MAX_STREAMING) return
    const [oldest] = this.#streaming
    if (oldest !== undefined) this.#streaming.delete(oldest)
  }

  framesOf(window: StoredWindow): PlainFrame[] {
    const frames: PlainFrame[] = []
    for (const message of window.messages) {
      if (message.state === 'streaming') {
        this.expect(message.id)
        continue
      }
      const isComplete = this.#streaming.delete(message.id)
      const isNew = isComplete || message.created_seq > window.from
      const isPublic =
        message.state === 'done' && message.kind !== 'system' && message.deleted_at === undefined
      if (!isNew || !isPublic) continue
      frames.push({
        conversation_id: message.conversation_id,
        content: message.content || inWords(message.parts),
        sender: message.sender,
        invocation_id: message.invocation_id ?? null,
        timestamp: message.timestamp,
        message_id: message.id,
        sender_id: message.sender_id,
        sender_role: message.sender_role,
        seq: message.created_seq,
      })
    }
    return frames
  }
}

/** For clients that show only text. */
const inWords = (parts: StoredMessage['parts']): string =>
  parts
    .flatMap((part) => {
      if (part.type === 'image') return part.alt ? `Photo: ${part.alt}` : 'Photo'
      return part.type === 'file' ? `File: ${part.filename}` : []
    })
    .join('\n')

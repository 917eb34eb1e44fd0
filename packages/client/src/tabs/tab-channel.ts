// The messages between the tabs of one browser. All tabs are of one origin and run the same code.
import type { Me, PostedFrame } from '@lectern/protocol'
import type { ItemNews } from '../outbox/outbox-store.ts'
import type { UploadNews } from '../uploads/upload-store.ts'
import type { ChannelLike } from '../core/browser-tabs.ts'
import { Emitter } from '../core/emitter.ts'

export interface TabMessages {
  /** Asks for a leader, which greets or says `wait`. */
  join: object
  /** The leader exists and is not connected at the moment. */
  wait: object
  /** A message of the server, from the leader; `fallback`: over a transport slower than the socket. */
  down: { text: string; fallback: boolean }
  /** A message for the server, to the leader. */
  up: { frame: PostedFrame }
  /** The leader's connection broke. */
  lost: object
  /** A person wants to be online now. */
  nudge: object
  leave: object
  /** An outbox item changed or is gone. */
  outbox: ItemNews
  /** An upload changed or is gone. */
  upload: UploadNews
  /** A text that is typed changed, or was sent. */
  draft: { conversation_id: string; text: string }
  /** Its user signed in there. */
  signed_in: Me
  /** Its user's session ended there: without a reason, by signing out. */
  signed_out: { reason?: 'revoked' }
}

type Kind = keyof TabMessages

/** The sender: the tab and its user. */
export interface TabMessage<K extends Kind> {
  kind: K
  user_id: string
  from: string
  /** Sent to one tab only. */
  to?: string | undefined
  body: TabMessages[K]
}

export class TabChannel {
  readonly #channel: ChannelLike | undefined
  readonly #heard = new Emitter<Record<string, TabMessage<Kind>>>()
  /** The id of this tab. */
  readonly #id: string

  /** Without a channel, a tab neither sends nor receives. */
  constructor(id: string, channel: ChannelLike | undefined) {
    this.#id = id
    this.#channel = channel
    if (channel) channel.onmessage = ({ data }) => this.#received(data as TabMessage<Kind>)
  }

  say<K extends Kind>(kind: K, user_id: string, body: TabMessages[K], to?: string): void {
    const saying: TabMessage<K> = { kind, user_id, from: this.#id, to, body }
    this.#channel?.postMessage(saying)
  }

  /** Calls `listener` for messages of other tabs of this user. */
  on<K extends Kind>(
    kind: K,
    user_id: string,
    listener: (body: TabMessages[K], from: string) => void,
  ): () => void {
    return this.#heard.on(`${kind} ${user_id}`, (saying) => {
      const { body, from } = saying as TabMessage<K>
      listener(body, from)
    })
  }

  /** Calls `listener` for messages of other tabs of any user. */
  onAny<K extends Kind>(kind: K, listener: (body: TabMessages[K], user_id: string) => void): void {
    this.#heard.on(kind, (saying) => {
      const { body, user_id } = saying as TabMessage<K>
      listener(body, user_id)
    })
  }

  close(): void {
    this.#channel?.close()
  }

  #received(saying: TabMessage<Kind>): void {
    if (saying.to !== undefined && saying.to !== this.#id) return
    this.#heard.emit(`${saying.kind} ${saying.user_id}`, saying)
    this.#heard.emit(saying.kind, saying)
  }
}

// What the tabs of one browser say to each other. All are of one origin and run the same code.
import type { PostedFrame } from '@lectern/protocol'
import type { ItemNews } from '../outbox/outbox-store.ts'
import type { UploadNews } from '../uploads/upload-store.ts'
import type { ChannelLike } from '../core/browser-tabs.ts'
import { Emitter } from '../core/emitter.ts'

export interface TabMessages {
  /** Is there a leader? It greets, or says `wait`. */
  join: object
  /** The leader is there and not connected at the moment. */
  wait: object
  /** A message of the server, from the leader; `fallback`: by a transport slower than the socket. */
  down: { text: string; fallback: boolean }
  /** A message to the server, to the leader. */
  up: { frame: PostedFrame }
  /** The leader's line broke. */
  lost: object
  /** Somebody wants to be online now. */
  nudge: object
  leave: object
  /** An item of the outbox is now so, or gone. */
  outbox: ItemNews
  /** A file on its way is now so, or gone. */
  upload: UploadNews
  signed_out: { reason?: 'expired' | 'revoked' }
}

type Kind = keyof TabMessages

/** Who says it: the tab, and whose it is. */
export interface Saying<K extends Kind> {
  kind: K
  user_id: string
  from: string
  /** One tab only. */
  to?: string | undefined
  body: TabMessages[K]
}

export class TabChannel {
  readonly #channel: ChannelLike | undefined
  readonly #heard = new Emitter<Record<string, Saying<Kind>>>()
  /** Names this tab. */
  readonly #id: string

  /** Without a channel nobody hears and nobody is heard. */
  constructor(id: string, channel: ChannelLike | undefined) {
    this.#id = id
    this.#channel = channel
    if (channel) channel.onmessage = ({ data }) => this.#received(data as Saying<Kind>)
  }

  say<K extends Kind>(kind: K, user_id: string, body: TabMessages[K], to?: string): void {
    const saying: Saying<K> = { kind, user_id, from: this.#id, to, body }
    this.#channel?.postMessage(saying)
  }

  /** Calls `listener` for what others say of this user. */
  on<K extends Kind>(
    kind: K,
    user_id: string,
    listener: (body: TabMessages[K], from: string) => void,
  ): () => void {
    return this.#heard.on(`${kind} ${user_id}`, (saying) => {
      const { body, from } = saying as Saying<K>
      listener(body, from)
    })
  }

  close(): void {
    this.#channel?.close()
  }

  #received(saying: Saying<Kind>): void {
    if (saying.to === undefined || saying.to === this.#id)
      this.#heard.emit(`${saying.kind} ${saying.user_id}`, saying)
  }
}

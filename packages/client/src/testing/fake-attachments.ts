// Uploads by tus, in memory. Every file is accepted as the type it claims; images get the size in `shape`.
import { LIMITS, type Attachment, type Me, type Part } from '@lectern/protocol'
import { uuidv7 } from '../core/uuid.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

interface FakeFile {
  attachment: Attachment
  bytes: Uint8Array<ArrayBuffer>
}

export class FakeAttachments {
  readonly files = new Map<string, FakeFile>()
  /** Bytes received, including repeated ones. */
  received = 0
  maxBytes: number = LIMITS.upload_bytes
  /** The reason with which the next complete files are refused. */
  reason: string | undefined
  /** The same reason as a code. */
  why: string | undefined
  /** Width and height of every image. */
  shape = { width: 800, height: 600 }
  readonly #server: FakeServer

  constructor(server: FakeServer) {
    this.#server = server
  }

  create(me: Me, headers: Headers): string {
    const size = Number(headers.get('upload-length'))
    if (size > this.maxBytes) throw new FakeRefusal('too_large', `The limit is ${this.maxBytes} bytes.`)
    const metadata = metadataIn(headers.get('upload-metadata') ?? '')
    const { id: conversation_id } = this.#server.conversationFor(metadata.get('conversation_id') ?? '', me.id)
    const id = uuidv7(this.#server.clock)
    const attachment: Attachment = {
      id,
      conversation_id,
      filename: metadata.get('filename') ?? 'file',
      media_type: metadata.has('unchanged') ? UNCHANGED : (metadata.get('filetype') ?? ''),
      size,
      state: 'uploading',
      created_by: me.id,
      created_at: this.#server.time,
    }
    this.files.set(id, { attachment, bytes: new Uint8Array() })
    return id
  }

  /** Visible to its uploader, and to members after it was sent. */
  find(me: Me, id: string): FakeFile {
    const file = this.files.get(id)
    const isVisible =
      file && (file.attachment.created_by === me.id || file.attachment.message_id !== undefined)
    if (!file || !isVisible) throw new FakeRefusal('not_found')
    this.#server.conversationFor(file.attachment.conversation_id, me.id)
    return file
  }

  sees(me: Me, id: string): boolean {
    try {
      return this.find(me, id) !== undefined
    } catch (refusal) {
      if (refusal instanceof FakeRefusal) return false
      throw refusal
    }
  }

  /** Deletes the files of a message. */
  dropOf(message_id: string): void {
    for (const [id, { attachment }] of this.files)
      if (attachment.message_id === message_id) this.files.delete(id)
  }

  append(file: FakeFile, offset: number, bytes: Uint8Array): void {
    if (offset !== file.bytes.length) throw new FakeRefusal('conflict', `It goes on at ${file.bytes.length}.`)
    this.received += bytes.length
    const whole = new Uint8Array(offset + bytes.length)
    whole.set(file.bytes)
    whole.set(bytes, offset)
    file.bytes = whole
    const { attachment } = file
    if (file.bytes.length < attachment.size) return
    const isImage = attachment.media_type.startsWith('image/')
    const why = this.why
    // A file that its sender wants unchanged is not looked into.
    const reason = attachment.media_type === UNCHANGED ? undefined : this.reason
    Object.assign(
      attachment,
      reason
        ? { state: 'rejected', reason, ...(why !== undefined && { why }) }
        : { state: 'ready', ...(isImage && this.shape) },
    )
  }

  /** Takes the files into a message; returns its parts. */
  take(me: Me, message_id: string, ids: readonly string[], alts: Readonly<Record<string, string>>): Part[] {
    const files = ids.map((id, index) => {
      const file = this.files.get(id)
      if (file?.attachment.created_by !== me.id || file.attachment.state !== 'ready')
        throw new FakeRefusal('invalid', 'There is no such attachment.', `attachment_ids.${index}`)
      return file
    })
    return files.map(({ attachment }) => {
      attachment.message_id = message_id
      const { id, filename, media_type, size, width, height } = attachment
      const named = { attachment_id: id, filename, media_type, size }
      const alt = alts[id]
      if (width === undefined || height === undefined) return { type: 'file', ...named }
      return { type: 'image', ...named, width, height, ...(alt ? { alt } : {}) }
    })
  }

  sentIn(conversation_id: string): Attachment[] {
    return [...this.files.values()]
      .map(({ attachment }) => attachment)
      .filter((each) => each.conversation_id === conversation_id && each.message_id !== undefined)
      .reverse()
  }
}

const UNCHANGED = 'application/octet-stream'

const metadataIn = (text: string): Map<string, string> =>
  new Map(
    text.split(',').map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ')
      return [
        name,
        new TextDecoder().decode(Uint8Array.from(atob(value), (char) => char.codePointAt(0) ?? 0)),
      ]
    }),
  )

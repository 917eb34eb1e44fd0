// Documents made of uploads, in memory: their text is the uploaded bytes.
import { isStaff, type Document, type Me, type NewDocument, type NewDocumentVersion } from '@lectern/protocol'
import { uuidv7 } from '../core/uuid.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

type FromFile = Pick<Extract<NewDocument, { attachment_id: string }>, 'attachment_id'>
type Text = Pick<Document, 'title' | 'content' | 'format' | 'original'>
type Written = Omit<Text, 'original'>

export class FakeDocuments {
  readonly all = new Map<string, Document>()
  /** The code of the reason why the next file cannot be read. */
  why: string | undefined
  readonly #server: FakeServer
  /** The input that each document was created with. */
  readonly #asked = new Map<string, string>()

  constructor(server: FakeServer) {
    this.#server = server
  }

  create(me: Me, input: NewDocument): { document: Document; created: boolean } {
    if (!isStaff(me.role)) throw new FakeRefusal('forbidden')
    const { id = uuidv7(this.#server.clock), ...place } = input
    const known = this.all.get(id)
    const asked = JSON.stringify(input)
    if (known && this.#asked.get(id) !== asked) throw new FakeRefusal('conflict', undefined, 'id')
    if (known) return { document: known, created: false }
    const { time } = this.#server
    const made = { created_by: me.id, created_at: time, updated_at: time }
    const text = this.#text(me, place)
    this.#asked.set(id, asked)
    const first = { state: 'published', version: 1, latest_version: 1 } as const
    return { document: this.#put({ id, ...text, ...first, ...placeOf(input), ...made }), created: true }
  }

  addVersion(me: Me, id: string, input: NewDocumentVersion): Document {
    const before = this.all.get(id)
    if (!before) throw new FakeRefusal('not_found')
    if (!isStaff(me.role)) throw new FakeRefusal('forbidden')
    const version = before.version + 1
    if ((input.base_version ?? before.version) !== before.version) throw new FakeRefusal('conflict')
    const { base_version: _, ...wanted } = input
    const { original: _o, ...kept } = before
    return this.#put({
      ...kept,
      ...this.#text(me, { ...before, ...wanted }),
      version,
      latest_version: version,
    })
  }

  /** The written text, or the text of the file. */
  #text(me: Me, input: Written | FromFile): Text {
    if ('attachment_id' in input) return this.#take(me, input.attachment_id)
    const { title, content, format } = input
    return { title, content, format }
  }

  #take(me: Me, attachment_id: string): Text {
    const { attachments } = this.#server
    const { bytes, attachment } = attachments.find(me, attachment_id)
    const { why } = this
    if (why !== undefined) throw new FakeRefusal('invalid', 'It cannot be read.', 'attachment_id', why)
    attachments.files.delete(attachment_id)
    const { filename, media_type, size } = attachment
    const original = { filename, media_type, size }
    const title = filename.replace(/\.[^.]*$/, '')
    return { title, content: new TextDecoder().decode(bytes), format: 'text', original }
  }

  #put(document: Document): Document {
    this.all.set(document.id, document)
    return document
  }
}

const placeOf = ({ collection, conversation_id, state }: NewDocument) => ({
  ...(collection !== undefined && { collection }),
  ...(conversation_id !== undefined && { conversation_id }),
  ...(state !== undefined && { state }),
})

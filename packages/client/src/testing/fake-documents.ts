// Documents made of uploads, in memory: their text is what came, whatever it is.
import type { Document, Me, NewDocument, NewDocumentVersion } from '@lectern/protocol'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

type FromFile = Extract<NewDocument, { attachment_id: string }>

export class FakeDocuments {
  readonly all = new Map<string, Document>()
  /** In a word, why the next file cannot be read. */
  why: string | undefined
  readonly #server: FakeServer

  constructor(server: FakeServer) {
    this.#server = server
  }

  create(me: Me, input: NewDocument): Document {
    if (!('attachment_id' in input)) throw new FakeRefusal('invalid')
    const { id = '', attachment_id, ...place } = input as FromFile
    const known = this.all.get(id)
    if (known) return known
    const { time } = this.#server
    const made = { created_by: me.id, created_at: time, updated_at: time }
    const text = this.#take(me, attachment_id)
    return this.#put({ id, ...place, ...text, ...made, state: 'published', version: 1, latest_version: 1 })
  }

  addVersion(me: Me, id: string, input: NewDocumentVersion): Document {
    const before = this.all.get(id)
    if (!before) throw new FakeRefusal('not_found')
    if (!('attachment_id' in input)) throw new FakeRefusal('invalid')
    const version = before.version + 1
    if (input.base_version !== before.version) throw new FakeRefusal('conflict')
    const { content } = this.#take(me, input.attachment_id)
    return this.#put({ ...before, content, version, latest_version: version })
  }

  #take(me: Me, attachment_id: string): Pick<Document, 'title' | 'content' | 'format'> {
    const { attachments } = this.#server
    const { bytes, attachment } = attachments.find(me, attachment_id)
    const { why } = this
    if (why !== undefined) throw new FakeRefusal('invalid', 'It cannot be read.', 'attachment_id', why)
    attachments.files.delete(attachment_id)
    return { title: attachment.filename, content: new TextDecoder().decode(bytes), format: 'text' }
  }

  #put(document: Document): Document {
    this.all.set(document.id, document)
    return document
  }
}

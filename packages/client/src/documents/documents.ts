import {
  endpoints,
  type AnswerOf,
  type Collection,
  type Document,
  type DocumentSummary,
  type NewDocument,
  type NewDocumentVersion,
  type Passage,
  type PatchDocument,
  type QueryInput,
} from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Context } from '../conversation/context.ts'
import type { Conversations } from '../conversation/conversations.ts'
import { DocumentImages } from './document-images.ts'
import type { Drafts } from '../conversation/drafts.ts'
import type { Http } from '../http/http.ts'
import { Intake } from './intake.ts'
import type { Store } from '../core/store.ts'
import { EXTRACT_MS } from '../uploads/make-document.ts'
import { uuidv7 } from '../core/uuid.ts'

/** The documents to include; all readable ones if left out. */
export type DocumentFilter = Omit<NonNullable<QueryInput<typeof endpoints.listDocuments>>, 'q'>

export interface DocumentHits {
  /** Ordered by their best passages. */
  documents: DocumentSummary[]
  /** Best first. */
  passages: Passage[]
}

export interface Written {
  title: string
  content: string
  /** The version that was edited; if it is no longer the newest, saving is refused as a `conflict`. */
  base_version?: number
}

/**
 * The knowledge base: documents in versions, and the passages in them.
 * @example const { passages } = await chat.documents.search('why do we halve the coefficient?')
 */
export class Documents {
  readonly #http: Http
  readonly #clock: Clock
  readonly #drafts: Drafts
  /** For staff: files that become documents. */
  readonly intake: Intake
  /** For staff: images for texts in progress. */
  readonly images: DocumentImages

  constructor(
    { http, clock, drafts, attachments }: Pick<Context, 'http' | 'clock' | 'drafts' | 'attachments'>,
    conversations: Pick<Conversations, 'state'>,
  ) {
    const anyConversation = () => conversations.state.get().items[0]?.id
    this.intake = new Intake({ uploads: attachments.uploads, anyConversation, mintId: () => this.mintId() })
    this.images = new DocumentImages({ attachments, anyConversation })
    this.#http = http
    this.#clock = clock
    this.#drafts = drafts
  }

  /** Finds passages for a question. `signal` aborts it. @throws ApiError */
  async search(q: string, filter: DocumentFilter = {}, signal?: AbortSignal): Promise<DocumentHits> {
    const query = { ...filter, q }
    const found = await this.#http.call(endpoints.listDocuments, { query, ...(signal && { signal }) })
    return { documents: found.documents, passages: found.passages ?? [] }
  }

  /** One page, the last changed first; `cursor` gives the next. @throws ApiError */
  list(filter: DocumentFilter = {}): Promise<AnswerOf<typeof endpoints.listDocuments>> {
    return this.#http.call(endpoints.listDocuments, { query: filter })
  }

  /** The collections of the readable documents. @throws ApiError */
  async collections(): Promise<Collection[]> {
    return (await this.#http.call(endpoints.listCollections)).collections
  }

  /** The newest version, or the one asked for. @throws ApiError `not_found` also for an unreadable document */
  get(id: string, version?: number): Promise<Document> {
    const query = version === undefined ? {} : { version }
    return this.#http.call(endpoints.getDocument, { params: { id }, query })
  }

  /** For staff. With an `id` it can be repeated without making a second document. @throws ApiError */
  create(document: NewDocument): Promise<Document> {
    const body = { ...document, id: document.id ?? this.mintId() }
    return this.#http.call(endpoints.createDocument, { body, timeoutMs: EXTRACT_MS })
  }

  /** Makes an id for a new document. */
  mintId(): string {
    return uuidv7(this.#clock)
  }

  /** For staff: a new version. @throws ApiError `conflict` if another version was saved meanwhile */
  save(id: string, version: Written | NewDocumentVersion): Promise<Document> {
    const options = { params: { id }, body: version, timeoutMs: EXTRACT_MS }
    return this.#http.call(endpoints.createDocumentVersion, options)
  }

  /** For staff: publishes, withdraws, restores, or moves to another collection. @throws ApiError */
  change(id: string, change: PatchDocument): Promise<Document> {
    return this.#http.call(endpoints.patchDocument, { params: { id }, body: change })
  }

  /** The newest first. @throws ApiError */
  versions(id: string, cursor?: string): Promise<AnswerOf<typeof endpoints.listDocumentVersions>> {
    return this.#http.call(endpoints.listDocumentVersions, { params: { id }, query: from(cursor) })
  }

  /** Readable messages that cite it, the newest first. @throws ApiError */
  backlinks(id: string, cursor?: string): Promise<AnswerOf<typeof endpoints.listBacklinks>> {
    return this.#http.call(endpoints.listBacklinks, { params: { id }, query: from(cursor) })
  }

  /** The file that a version was made from. @throws ApiError */
  original(id: string, version: number): Promise<Blob> {
    return this.#http.download(endpoints.getDocumentOriginal, { params: { id }, query: { version } })
  }

  /** The unsaved text; survives a reload. `key` is a document's id, or any other name. */
  draft(key: string): Store<string> {
    return this.#drafts.of(`document ${key}`)
  }

  setDraft(key: string, text: string): void {
    this.#drafts.set(`document ${key}`, text, { tell: false })
  }
}

const from = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor })

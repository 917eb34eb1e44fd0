// Files that become documents: uploaded like any other, with resumption after a break, and then read by the
// server. They go on in the background and after a reload.
import type { SendFailure } from '../core/send-failure.ts'
import type { Store } from '../core/store.ts'
import type { DocumentPlace, DocumentRequest, Upload } from '../uploads/upload.ts'
import type { Uploads } from '../uploads/uploads.ts'

/** `reading`: the server extracts the text. */
export type IntakeStatus = 'waiting' | 'uploading' | 'paused' | 'reading' | 'done' | 'failed'

export interface IntakeItem {
  readonly id: string
  readonly filename: string
  /** Bytes. */
  readonly size: number
  /** Bytes that the server has. */
  readonly sent: number
  readonly status: IntakeStatus
  readonly failure?: SendFailure
  /** Minted here, so that a repeated attempt does not make a second document. */
  readonly document_id: string
  /** For a new document: the conversation whose members may read it; without one, the whole school. */
  readonly conversation_id?: string
  /** The file becomes the version after this one; absent for a new document. */
  readonly base_version?: number
}

interface IntakeOptions {
  uploads: Uploads
  mintId: () => string
  anyConversation: () => string | undefined
}

/**
 * Takes PDF, Word, Markdown and text files into the knowledge base.
 * @example chat.documents.intake.add(files, { conversation_id: course.id, collection: 'Week 1' })
 */
export class Intake {
  readonly #options: IntakeOptions
  /** In the order of choosing; a finished item stays until it is removed, or until a reload. */
  readonly items: Store<readonly IntakeItem[]>

  constructor(options: IntakeOptions) {
    this.#options = options
    this.items = itemsOf(options.uploads.state)
  }

  /** Each file becomes a document of that place with the file's name. */
  add(files: readonly File[], place: DocumentPlace = {}): void {
    const wishes = files.map(() => ({ ...place, document_id: this.#options.mintId() }))
    this.#add(files, wishes, place.conversation_id)
  }

  /** The file becomes the version after `base_version`, unless another person saves one before. */
  addVersion(document: DocumentPlace & { id: string; latest_version: number }, file: File): void {
    const wish = { document_id: document.id, base_version: document.latest_version }
    this.#add([file], [wish], document.conversation_id)
  }

  /** Pauses an item until `resume`. */
  pause(id: string): void {
    this.#options.uploads.pause(id)
  }

  /** Resumes a paused item, or tries a failed one again. */
  resume(id: string): void {
    this.#options.uploads.resume(id)
  }

  /** Cancels an item that is under way, or removes a finished one from the list. */
  remove(id: string): void {
    this.#options.uploads.drop(id)
  }

  /** Uploads go to a conversation; those for the whole school, to any. */
  #add(files: readonly File[], wishes: readonly DocumentRequest[], conversation_id?: string): void {
    const { uploads, anyConversation } = this.#options
    uploads.add(conversation_id ?? anyConversation() ?? '', files, wishes)
  }
}

/** The same array until an item changes. */
const itemsOf = (uploads: Store<readonly Upload[]>): Store<readonly IntakeItem[]> => {
  let from: readonly Upload[] | undefined
  let known: readonly Upload[] = []
  let items: readonly IntakeItem[] = []
  const get = (): readonly IntakeItem[] => {
    if (from === uploads.get()) return items
    from = uploads.get()
    const next = from.filter(({ document }) => document)
    if (next.length === known.length && next.every((upload, index) => upload === known[index])) return items
    known = next
    return (items = next.flatMap(toItem))
  }
  return { get, subscribe: uploads.subscribe }
}

const toItem = ({ document, ...upload }: Upload): IntakeItem[] => {
  if (!document) return []
  const { id, filename, size, sent, failure } = upload
  const { document_id, base_version, conversation_id } = document
  return [
    {
      id,
      filename,
      size,
      sent,
      status: statusOf({ ...upload, document }),
      document_id,
      ...(failure && { failure }),
      ...(conversation_id !== undefined && { conversation_id }),
      ...(base_version !== undefined && { base_version }),
    },
  ]
}

const statusOf = ({ status, document }: Upload): IntakeStatus => {
  if (status === 'ready') return document?.made ? 'done' : 'reading'
  return status === 'checking' ? 'reading' : status
}

// Images for a text that is being written. They are uploaded like files of messages, on from where a broken line left
// them; until it is saved the text names them by their upload.
import { imageAddress, imageIdsIn, type DocumentImage } from '@lectern/protocol'
import type { Attachments } from '../uploads/attachments.ts'
import type { Store } from '../core/store.ts'
import type { Upload } from '../uploads/upload.ts'

interface DocumentImagesOptions {
  attachments: Attachments
  anyConversation: () => string | undefined
}

/** What a text shows that names images which were chosen for it. */
export interface ImagesOfText {
  /** Names those that are there as the server calls them. */
  content: string
  /** What is known of them. */
  images: DocumentImage[]
  /** All of them are there: the text can be saved. */
  complete: boolean
}

/**
 * Images for documents.
 * @example const [id] = chat.documents.images.add('new', [file]); text += `![A parabola](attachment:${id})`
 */
export class DocumentImages {
  readonly #options: DocumentImagesOptions

  constructor(options: DocumentImagesOptions) {
    this.#options = options
  }

  /**
   * Begins to upload them for the draft `key`; answers the ids by which its text names them.
   * They come in through a conversation: that of the document, or any.
   */
  add(key: string, files: readonly File[], conversation_id?: string): string[] {
    const { attachments, anyConversation } = this.#options
    return attachments.uploads.add(conversation_id ?? anyConversation() ?? '', files, [], key)
  }

  /** Those that were chosen for a draft, in the order of choosing. */
  of(key: string): Store<readonly Upload[]> {
    const { state } = this.#options.attachments
    let from: readonly Upload[] | undefined
    let known: readonly Upload[] = []
    const get = (): readonly Upload[] => {
      if (from === state.get()) return known
      from = state.get()
      const next = from.filter(({ draft_key }) => draft_key === key)
      const isSame = next.length === known.length && next.every((upload, index) => upload === known[index])
      return isSame ? known : (known = next)
    }
    return { get, subscribe: state.subscribe }
  }

  /** The text as it can be shown, and saved once it is complete. */
  read(key: string, text: string): ImagesOfText {
    const named = imageIdsIn(text)
    const uploads = this.of(key)
      .get()
      .filter(({ id }) => named.includes(id))
    for (const { id, attachment } of uploads)
      if (attachment) this.#options.attachments.rename(id, attachment.id)
    return {
      content: uploads.reduce(callByAttachment, text),
      images: uploads.flatMap(toImage),
      complete: uploads.every(({ status, attachment }) => status === 'ready' && attachment !== undefined),
    }
  }

  /** The draft is saved, or given up: without a text nothing of it is needed any more. */
  settle(key: string, text = ''): void {
    const { uploads } = this.#options.attachments
    const named = imageIdsIn(text)
    for (const { id } of this.of(key).get()) uploads.drop(id, named.includes(id))
  }
}

const callByAttachment = (text: string, { id, attachment }: Upload): string =>
  attachment ? text.replaceAll(imageAddress(id), imageAddress(attachment.id)) : text

const toImage = ({ id, attachment, filename, ...upload }: Upload): DocumentImage[] => {
  const { width, height } = attachment ?? upload
  if (width === undefined || height === undefined) return []
  return [{ attachment_id: attachment?.id ?? id, filename, width, height }]
}

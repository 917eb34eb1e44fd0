// Images for a text that is being written. They are uploaded like files of messages and resume after a break;
// until it is saved, the text names them by their upload.
import { imageAddress, imageIdsIn, type DocumentImage } from '@lectern/protocol'
import type { Attachments } from '../uploads/attachments.ts'
import type { Store } from '../core/store.ts'
import type { Upload } from '../uploads/upload.ts'

interface DocumentImagesOptions {
  attachments: Attachments
  anyConversation: () => string | undefined
}

/** The images of a text that were chosen for it. */
export interface ImagesOfText {
  /** The text; images that are uploaded have their attachment ids. */
  content: string
  /** The images that are known. */
  images: DocumentImage[]
  /** All images are uploaded: the text can be saved. */
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
   * Uploads images for the draft `key`; returns the ids by which its text names them. They are uploaded to a
   * conversation: that of the document, or any.
   */
  add(key: string, files: readonly File[], conversation_id?: string): string[] {
    const { attachments, anyConversation } = this.#options
    return attachments.uploads.add(conversation_id ?? anyConversation() ?? '', files, [], key)
  }

  /** The images of a draft, in the order of choosing. */
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

  /** The text to show, and to save once it is complete. */
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

  /** The draft was saved or discarded: images that the text does not name are deleted. */
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

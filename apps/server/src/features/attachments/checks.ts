// What was uploaded is looked at before anybody may have it. The rows in `processing` are the queue: a restart goes on.
import { LIMITS, PREVIEW_WIDTHS } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { fresh, type Inspection } from '../../platform/media/inspection.ts'
import { MediaFailed } from '../../platform/media/media.ts'
import type { Context } from '../context.ts'
import { perSystem } from '../per-system.ts'
import { advance, type AttachmentRecord } from '../../records/attachments.ts'
import { findAttachment, findProcessing } from './attachments-rows.ts'
import { withExtension } from './filename.ts'

/** The file as it was uploaded; it is gone once there is `content`. */
export const UPLOAD = 'upload'
export const CONTENT = 'content'
const RETRY_MS = 10_000
const UNREADABLE = 'The file could not be read; it may be damaged.'

export class Checks {
  readonly #ctx: Context
  readonly #running = new Map<string, Promise<void>>()

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  /** Resolves when nothing is left to be done for it. */
  async settled(id: string): Promise<void> {
    await this.#running.get(id)
  }

  begin(id: string): void {
    if (this.#running.has(id)) return
    const done = this.#check(id)
      .catch((error: unknown) => this.#retry(id, error))
      .finally(() => this.#running.delete(id))
    this.#running.set(id, done)
  }

  /** What an earlier process left behind. */
  async resume(): Promise<void> {
    for (const id of await findProcessing(this.#ctx.db.read)) this.begin(id)
  }

  #retry(id: string, error: unknown): void {
    if (this.#ctx.media.isClosed) return
    if (!(error instanceof AppError)) this.#ctx.log.error({ err: error, attachment_id: id }, 'check_failed')
    this.#ctx.clock.after(RETRY_MS, () => this.begin(id))
  }

  async #check(id: string): Promise<void> {
    const record = await findAttachment(this.#ctx.db.read, id)
    if (record?.state !== 'processing') return
    const inspection = await this.#inspect(record)
    if (inspection.is === 'refused') return this.#reject(id, inspection)
    if (inspection.is === 'image') return this.#acceptImage(record, inspection)
    await this.#acceptOther(record, inspection.media_type)
  }

  async #inspect({ id, filename }: AttachmentRecord): Promise<Inspection> {
    try {
      return await this.#ctx.media.inspect({ ...this.#place(id), filename })
    } catch (error) {
      if (error instanceof MediaFailed && !this.#ctx.media.isClosed)
        return { is: 'refused', why: 'unreadable', reason: UNREADABLE }
      throw error
    }
  }

  #place(id: string) {
    const { blobs } = this.#ctx
    const max_pixels = LIMITS.upload_pixels
    return {
      source: blobs.path(id, UPLOAD),
      folder: blobs.folder(id),
      widths: [...PREVIEW_WIDTHS],
      max_pixels,
    }
  }

  async #reject(id: string, { why, reason }: Inspection & { is: 'refused' }): Promise<void> {
    await this.#ctx.db.write(({ query }) =>
      advance(query, id, ['processing', 'rejected'], { why, reason, size: 0 }),
    )
    await this.#ctx.blobs.remove(id)
  }

  async #acceptImage(record: AttachmentRecord, image: Inspection & { is: 'image' }): Promise<void> {
    const { id } = record
    const { media_type, width, height, widths } = image
    await this.#keepFresh(id, [CONTENT, ...widths])
    const size = (await this.#ctx.blobs.size(id, CONTENT)) ?? 0
    const filename = withExtension(record.filename, image.extension)
    const preview_widths = JSON.stringify(widths)
    await this.#ready(id, { media_type, filename, size, width, height, preview_widths })
    await this.#ctx.blobs.remove(id, UPLOAD)
  }

  async #acceptOther({ id }: AttachmentRecord, media_type: string): Promise<void> {
    const preview = media_type === 'application/pdf' ? await this.#drawFirstPage(id) : {}
    await this.#ctx.blobs.keep(id, UPLOAD, CONTENT)
    await this.#ready(id, { media_type, ...preview })
  }

  /** A PDF that cannot be drawn is a file like any other. */
  async #drawFirstPage(id: string) {
    try {
      const { width, height, widths } = await this.#ctx.media.firstPage(this.#place(id))
      await this.#keepFresh(id, widths)
      return { preview_width: width, preview_height: height, preview_widths: JSON.stringify(widths) }
    } catch (error) {
      if (!(error instanceof MediaFailed) || this.#ctx.media.isClosed) throw error
      this.#ctx.log.info({ attachment_id: id, reason: error.message }, 'no_preview')
      return {}
    }
  }

  async #keepFresh(id: string, names: (string | number)[]): Promise<void> {
    for (const name of names) await this.#ctx.blobs.keep(id, fresh(name), String(name))
  }

  async #ready(id: string, findings: Parameters<typeof advance>[3]): Promise<void> {
    await this.#ctx.db.write(({ query }) => advance(query, id, ['processing', 'ready'], findings))
  }
}

export const checksOf = perSystem((ctx) => new Checks(ctx))

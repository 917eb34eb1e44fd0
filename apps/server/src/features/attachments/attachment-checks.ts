// Checks every upload before it can be read, in one job each.
import { LIMITS, PREVIEW_WIDTHS, type FileLack, type UploadFault } from '@lectern/protocol'
import { temporaryName, type Inspection } from '../../platform/media/inspection.ts'
import { LACKS } from '../../platform/media/lack.ts'
import { MediaFailed } from '../../platform/media/media.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { advance, type AttachmentRecord } from '../../records/attachments.ts'
import { findAttachment } from './attachments-rows.ts'
import { removeLater } from '../changes/attachment-removal.ts'
import { UNCHANGED } from './tus.ts'
import { withExtension } from './filename.ts'
import { whileStored } from './while-stored.ts'

/** The file as uploaded; it is gone once there is `content`. */
export const UPLOAD = 'upload'
export const CONTENT = 'content'
/** So often a file is looked into before the person hears that the server lacked something. */
const ATTEMPTS: Record<FileLack, number> = { no_memory: 4, no_space: 4, too_slow: 2, too_demanding: 1 }
const GIVEN_UP = 'The server could not look into the file. Send it again later.'
const UNREADABLE = 'The file could not be read; it may be damaged.'

/** The kind of job that checks one upload. */
export const ATTACHMENT_CHECK = 'attachment_check'

/** Many wait at once for the media process, so that there the people whose files they are can take turns. */
export const registerAttachmentChecks = (ctx: Context): void => {
  const checker = new AttachmentChecker(ctx)
  ctx.jobs.register({
    name: ATTACHMENT_CHECK,
    limit: 64,
    lease_ms: 15_000,
    attempts: 10,
    backoff: { first_ms: 10_000, most_ms: 600_000 },
    run: ({ key, attempt }) => whileStored(() => checker.check(key, attempt)),
    buried: (transaction, id) => checker.giveUp(transaction, id),
  })
}

class AttachmentChecker {
  readonly #ctx: Context

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  async check(id: string, attempt: number): Promise<void> {
    const record = await findAttachment(this.#ctx.db.read, id)
    // An attempt may have died when all was stored.
    if (record?.state === 'ready') return this.#ctx.blobs.release(id, UPLOAD)
    if (record?.state !== 'processing') return
    // Looking into a file is work, and would be for nothing.
    await this.#ctx.blobs.requireStore()
    // An attempt may have died after the file got its final name and before its row was updated.
    await this.#ctx.blobs.takeBack(id, CONTENT, UPLOAD)
    const inspection = await this.#inspect(record, attempt)
    if (inspection.is === 'refused') return this.#reject(id, inspection)
    if (inspection.is === 'image') return this.#acceptImage(record, inspection)
    await this.#acceptOther(record, inspection.media_type)
  }

  /** Whoever sent the file hears of it, and may send it again. */
  giveUp(transaction: LecternTransaction, id: string): Promise<void> {
    return this.#refuse(transaction, id, { why: 'not_checked', reason: GIVEN_UP })
  }

  async #inspect(
    { id, filename, media_type, created_by }: AttachmentRecord,
    attempt: number,
  ): Promise<Inspection> {
    try {
      return await this.#ctx.media.inspect(
        { ...this.#place(id), filename, unchanged: media_type === UNCHANGED },
        created_by,
      )
    } catch (error) {
      if (!(error instanceof MediaFailed) || this.#ctx.media.isClosed) throw error
      const { lack } = error
      if (lack === undefined) return { is: 'refused', why: 'unreadable', reason: UNREADABLE }
      // It may pass: the job tries again later.
      if (attempt < ATTEMPTS[lack]) throw error
      return { is: 'refused', why: lack, reason: LACKS[lack] }
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

  #reject(id: string, { why, reason }: Inspection & { is: 'refused' }): Promise<void> {
    return this.#ctx.db.write((transaction) => this.#refuse(transaction, id, { why, reason }))
  }

  /** Its bytes go in a job of their own. */
  async #refuse(
    transaction: LecternTransaction,
    id: string,
    fault: { why: UploadFault; reason: string },
  ): Promise<void> {
    if (await advance(transaction.query, id, ['processing', 'rejected'], { ...fault, size: 0 }))
      await removeLater(this.#ctx, transaction, [id])
  }

  async #acceptImage(record: AttachmentRecord, image: Inspection & { is: 'image' }): Promise<void> {
    const { id } = record
    const { media_type, width, height, widths } = image
    await this.#keepFresh(id, [CONTENT, ...widths])
    const size = (await this.#ctx.blobs.size(id, CONTENT)) ?? 0
    const filename = withExtension(record.filename, image.extension)
    const preview_widths = JSON.stringify(widths)
    await this.#ready(id, { media_type, filename, size, width, height, preview_widths })
  }

  async #acceptOther({ id, created_by }: AttachmentRecord, media_type: string): Promise<void> {
    const preview = media_type === 'application/pdf' ? await this.#drawFirstPage(id, created_by) : {}
    await this.#ctx.blobs.keep(id, UPLOAD, CONTENT)
    await this.#ready(id, { media_type, ...preview })
  }

  /** A PDF that cannot be drawn is a file like any other. */
  async #drawFirstPage(id: string, user_id: string) {
    try {
      const { width, height, widths } = await this.#ctx.media.firstPage(this.#place(id), user_id)
      await this.#keepFresh(id, widths)
      return { preview_width: width, preview_height: height, preview_widths: JSON.stringify(widths) }
    } catch (error) {
      if (!(error instanceof MediaFailed) || this.#ctx.media.isClosed) throw error
      const { message: reason, lack } = error
      this.#ctx.log.info({ attachment_id: id, reason, lack }, 'no_preview')
      return {}
    }
  }

  async #keepFresh(id: string, names: (string | number)[]): Promise<void> {
    for (const name of names) await this.#ctx.blobs.keep(id, temporaryName(name), String(name))
  }

  async #ready(id: string, findings: Parameters<typeof advance>[3]): Promise<void> {
    await this.#ctx.db.write(({ query }) => advance(query, id, ['processing', 'ready'], findings))
    await this.#ctx.blobs.release(id, UPLOAD)
  }
}

// What staff write about an item for staff. Notes are in no message, window, search or export: only these functions read them.
import { LIMITS, type InboxNote, type NewInboxNote } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import type { Context, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { requireOpen, type ItemTarget } from './claims.ts'
import { NOT_STAFF } from './inbox.ts'
import { insertNote, readNotes, removeNote } from './notes-rows.ts'

const keyOf = ({ id, message_id }: ItemTarget) => ({ conversation_id: id, id: message_id })

export const listNotes = async (
  { db }: Context,
  viewer: Viewer,
  target: ItemTarget,
): Promise<InboxNote[]> => {
  requireStaff(viewer, NOT_STAFF)
  await requireOpen(db.read, viewer, target)
  return readNotes(db.read, keyOf(target))
}

/** A repeated id of the same person with the same text returns the stored note. */
export const addNote = (
  ctx: Context,
  viewer: Viewer,
  target: ItemTarget,
  { id = mintId(ctx.clock), text }: NewInboxNote,
): Promise<{ note: InboxNote; created: boolean }> => {
  requireStaff(viewer, NOT_STAFF)
  return ctx.db.write(async ({ query, afterCommit }) => {
    await requireOpen(query, viewer, target)
    const notes = await readNotes(query, keyOf(target))
    const known = notes.find((note) => note.id === id)
    if (known) {
      if (known.author.user_id !== viewer.user_id || known.text !== text)
        throw new AppError('conflict', 'Another note has this id.', { field: 'id' })
      return { note: known, created: false }
    }
    const limit = LIMITS.notes_per_item
    if (notes.length >= limit)
      throw new AppError('too_large', `There can be ${limit} notes.`, { limit, actual: notes.length + 1 })
    const author = { user_id: viewer.user_id, name: viewer.name }
    const note = { id, author, text, created_at: timestamp(ctx.clock.now()) }
    await insertNote(query, keyOf(target), note)
    afterCommit(() => ctx.bus.publish('inbox_changed', { conversation_id: target.id }))
    return { note, created: true }
  })
}

export const deleteNote = (
  ctx: Context,
  viewer: Viewer,
  { note_id, ...target }: ItemTarget & { note_id: string },
): Promise<void> => {
  requireStaff(viewer, NOT_STAFF)
  return ctx.db.write(async ({ query, afterCommit }) => {
    await requireOpen(query, viewer, target)
    const note = { id: note_id, author_id: viewer.user_id }
    if (!(await removeNote(query, keyOf(target), note))) throw notFound('note')
    afterCommit(() => ctx.bus.publish('inbox_changed', { conversation_id: target.id }))
  })
}

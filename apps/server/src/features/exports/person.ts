// Everything a person wrote, for themselves or by order: one JSON object a line, and their files beside it.
import { recordAudit } from '../../records/audit.ts'
import { findMessageIdsBy } from '../../records/messages.ts'
import { chunksOf } from '../../platform/chunks.ts'
import type { Context } from '../context.ts'
import { findBefore, findOthers, findOwnFiles, findSaid, OTHER_TYPES } from './exports-rows.ts'

/** Messages that are read at a time. */
const AT_ONCE = 200

export interface Exported {
  type: string
  [field: string]: unknown
}

interface Person {
  id: string
  name: string
  email: string
  role: string
  created_at: string
}

/** The lines of a person, with their account first. The audit keeps that they were read. */
export async function* exportPerson(ctx: Context, user: Person): AsyncGenerator<Exported> {
  await ctx.db.write((transaction) =>
    recordAudit(ctx, transaction, { kind: 'exported', user_id: user.id, detail: { what: 'person' } }),
  )
  const { id, name, email, role, created_at } = user
  yield { type: 'account', id, name, email, role, created_at }
  yield* exportMessages(ctx, id)
  for (const type of OTHER_TYPES)
    for (const row of await findOthers(ctx.db.read, type, id)) yield { type, ...withJson(row, 'value') }
  for (const file of await findOwnFiles(ctx.db.read, id)) yield { type: 'file', ...file }
}

async function* exportMessages({ db }: Context, user_id: string): AsyncGenerator<Exported> {
  const ids = await findMessageIdsBy(db.read, user_id)
  for (const chunk of chunksOf(ids, AT_ONCE)) {
    const before = Map.groupBy(await findBefore(db.read, chunk), ({ message_id }) => message_id)
    for (const message of await findSaid(db.read, chunk)) {
      const versions = (before.get(message.id) ?? []).map(({ content, edited_at }) => ({
        content,
        edited_at,
      }))
      yield { type: 'message', ...withJson(message, 'parts'), earlier_versions: versions }
    }
  }
}

/** A column of JSON as what it holds. */
const withJson = (row: object, column: string): object => {
  const text: unknown = (row as Record<string, unknown>)[column]
  return typeof text === 'string' ? { ...row, [column]: JSON.parse(text) as unknown } : row
}

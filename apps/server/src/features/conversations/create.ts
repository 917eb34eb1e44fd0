import { hash } from 'node:crypto'
import { mayCreate, type Conversation, type NewConversation } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import { commitCreation } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { findApart } from '../../records/blocks.ts'
import { readPolicy } from '../../records/policies.ts'
import { getConversation } from './conversations.ts'
import { findCreation, findDirect } from './conversations-rows.ts'
import { directKeyOf } from './direct-key.ts'
import { bringBackDirect } from './hide.ts'
import { requirePeople, refuseCrowd } from './people.ts'
import type { Stored } from '../../records/stored.ts'

/**
 * Starts a conversation, once: the same id with the same input, and the same two people in a direct one, return
 * the existing conversation.
 */
export const createConversation = async (
  ctx: Context,
  viewer: Viewer,
  input: NewConversation,
): Promise<{ conversation: Stored<Conversation>; created: boolean }> => {
  const others = [...new Set(input.member_ids)].filter((id) => id !== viewer.user_id)
  if (input.kind === 'direct' && others.length !== 1)
    throw new AppError('invalid', 'A direct conversation is with exactly one other person.', {
      field: 'member_ids',
    })
  const wanted = { ...input, member_ids: others }
  const { id, created } = await ctx.db.write((transaction) => findOrCreate(ctx, viewer, transaction, wanted))
  return { conversation: await getConversation(ctx, viewer, id), created }
}

const findOrCreate = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  input: NewConversation,
): Promise<{ id: string; created: boolean }> => {
  const found = await findExisting(viewer, transaction, input)
  if (found !== undefined) {
    if (input.kind === 'direct')
      await showAgain(ctx, viewer, transaction, { id: found, others: input.member_ids })
    return { id: found, created: false }
  }
  if (!mayCreate(viewer.role, input.kind, await readPolicy(transaction.query)))
    throw new AppError('forbidden', 'You may not start a conversation of this kind.', { field: 'kind' })
  refuseCrowd(input.member_ids.length + 1, 'member_ids')
  await requirePeople(viewer, transaction, input.member_ids, 'member_ids')
  const creation = {
    id: input.id ?? mintId(ctx.clock),
    kind: input.kind,
    title: input.kind === 'direct' ? null : (input.title ?? null),
    direct_key: input.kind === 'direct' ? directKey(viewer, input) : null,
    created_hash: hashOf(input),
    user_ids: [viewer.user_id, ...input.member_ids],
  }
  await commitCreation(ctx, viewer, transaction, creation)
  return { id: creation.id, created: true }
}

const findExisting = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  input: NewConversation,
): Promise<string | undefined> => {
  const known = input.id === undefined ? undefined : await findCreation(query, input.id)
  if (known && (known.created_by !== viewer.user_id || known.created_hash !== hashOf(input)))
    throw new AppError('conflict', 'Another conversation has this id.', { field: 'id' })
  if (known || input.kind !== 'direct') return known?.id
  return (await findDirect(query, directKey(viewer, input)))?.id
}

/** Whoever hid it wants it back; behind a block it stays hidden. */
const showAgain = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  { id, others }: { id: string; others: string[] },
): Promise<void> => {
  if ((await findApart(transaction.query, viewer.user_id, others)).size === 0)
    return bringBackDirect(ctx, viewer, transaction, id)
  if (!(await findAsMember(transaction.query, id, viewer.user_id)))
    throw new AppError('forbidden', 'You have blocked this person.', { field: 'member_ids.0' })
}

const directKey = (viewer: Viewer, { member_ids: [other = ''] }: NewConversation): string =>
  directKeyOf(viewer.user_id, other)

/** A hash of the creator's input, so that a late retry is recognised after renames and changes of members. */
const hashOf = ({ kind, title, member_ids }: NewConversation): string =>
  hash('sha256', JSON.stringify([kind, title ?? null, [...member_ids].sort()]), 'base64url')

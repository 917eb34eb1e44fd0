// Staff decide about an unpublished answer, once: a second decision gets the first one. The assistant's text is
// kept beside the published one. Publishing is an endorsement, so the answer is stored as endorsed.
import { type Review, type ReviewState, type Verdict } from '@lectern/protocol'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { readChange } from '../changes/changes.ts'
import { cite, type DocumentPart } from '../citations/citations.ts'
import { commitChange, type ChangedRows, type Place } from '../changes/commit.ts'
import { recordAudit } from '../../records/audit.ts'
import { findCitable } from '../../records/documents.ts'
import { withLang } from '../../records/message-language.ts'
import { insertMessage, findMessage, updateAsk } from '../../records/messages.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { withOpenCount, endorseReply } from '../messages/questions.ts'
import { answerTo } from './compose-answer.ts'
import { requireInvocation } from './invocations.ts'
import {
  approve,
  dismiss,
  findInvocation,
  findUser,
  readDraft,
  type InvocationRecord,
} from './invocations-rows.ts'
import { renumber } from './markers.ts'

const DECIDERS = 'Only staff see drafts and decide about them.'

/** The part that only staff of the conversation see. */
export const readReview = async (ctx: Context, viewer: Viewer, id: string): Promise<Review> => {
  const invocation = await requireInvocation(ctx, viewer, id)
  requireStaff(viewer, DECIDERS)
  if (invocation.draft === null && invocation.ended_at !== null) throw notFound('draft')
  return reviewOf(ctx.db.read, invocation)
}

export const review = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  verdict: Verdict,
): Promise<StoredWindow> => {
  const { conversation_id } = await requireInvocation(ctx, viewer, id)
  requireStaff(viewer, DECIDERS)
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, viewer, { transaction, conversation_id }, async (place) => {
      const invocation = await findInvocation(transaction.query, id)
      if (!invocation) throw notFound('draft')
      if (invocation.state !== 'review') return repeat(viewer, transaction, [invocation, verdict])
      const prompt = await requirePrompt(transaction, invocation)
      return verdict.verdict === 'approve'
        ? letThrough(ctx, viewer, { transaction, place }, { invocation, prompt, content: verdict.content })
        : turnDown(
            ctx,
            viewer,
            { transaction, place },
            { invocation, prompt, reason: verdict.reason?.trim() ?? '' },
          )
    }),
  )
  return window
}

interface Decision {
  invocation: InvocationRecord
  prompt: StoredMessage
}

const letThrough = async (
  ctx: Context,
  viewer: Viewer,
  { transaction, place }: { transaction: LecternTransaction; place: Place },
  { invocation, prompt, content: changed }: Decision & { content: string | undefined },
): Promise<ChangedRows> => {
  const { query } = transaction
  const draft = readDraft(invocation)
  if (!draft) throw notFound('draft')
  const assistant = await findUser(query, invocation.assistant_id)
  if (!assistant) throw notFound('draft')
  const said = await citable(transaction, place, [changed ?? draft.content, draft.parts])
  const message: StoredMessage = {
    ...withLang({ ...answerTo(place, { id: mintId(ctx.clock), invocation, assistant }), ...said }),
    state: 'done',
    reply_to_id: prompt.id,
    invocation: {
      asker_id: invocation.asker_id,
      prompt_id: prompt.id,
      reviewer: { user_id: viewer.user_id, name: viewer.name },
      ...(said.content !== draft.content && { edited: true as const }),
    },
  }
  const { content, id: message_id } = message
  await approve(query, invocation.id, { content, by: viewer.user_id, at: place.at, message_id })
  await recordAudit(ctx, transaction, {
    kind: 'answer_approved',
    ...aboutReview(viewer, invocation),
    detail: { changed: said.content !== draft.content },
  })
  await insertMessage(query, place.conversation, message)
  const checked = { ...prompt, ask: askWithout(prompt), changed_seq: place.seq }
  if (!checked.ask) delete checked.ask
  await updateAsk(query, checked)
  const rows = await endorseReply(
    transaction,
    place,
    [checked, await cite(transaction, message)],
    viewer.user_id,
  )
  return withOpenCount(transaction, place, rows)
}

/** The hand-over to staff is still worth knowing. */
const askWithout = ({ ask }: StoredMessage): StoredMessage['ask'] =>
  ask?.handed_over && { invocation_id: ask.invocation_id, handed_over: ask.handed_over }

/** Only citations that the text still has, and that all members may (still) read. */
const citable = async (
  { query }: LecternTransaction,
  { conversation }: Place,
  [content, parts]: readonly [string, readonly DocumentPart[]],
): Promise<{ content: string; parts: DocumentPart[] }> => {
  const kept: (DocumentPart | undefined)[] = []
  for (const [index, part] of parts.entries()) {
    const cited =
      content.includes(`[${index + 1}]`) &&
      (await findCitable(query, conversation.id, [part.document_id, part.version]))
    kept.push(cited ? part : undefined)
  }
  return renumber(content, kept)
}

const aboutReview = ({ user_id }: Viewer, { id, conversation_id, asker_id }: InvocationRecord) => ({
  actor_id: user_id,
  user_id: asker_id,
  conversation_id,
  target_id: id,
})

const turnDown = async (
  ctx: Context,
  viewer: Viewer,
  { transaction, place: { seq, at } }: { transaction: LecternTransaction; place: Place },
  { invocation, prompt, reason }: Decision & { reason: string },
): Promise<ChangedRows> => {
  const { query } = transaction
  const { id } = invocation
  await dismiss(query, id, viewer.user_id, at)
  const about = aboutReview(viewer, invocation)
  await recordAudit(ctx, transaction, { kind: 'answer_dismissed', ...about, detail: { reason } })
  const ask: StoredMessage['ask'] = {
    invocation_id: id,
    review: 'dismissed',
    reviewer: { user_id: viewer.user_id, name: viewer.name },
    ...(reason !== '' && { reason }),
    ...(prompt.ask?.handed_over && { handed_over: prompt.ask.handed_over }),
  }
  const told: StoredMessage = { ...prompt, ask, changed_seq: seq }
  await updateAsk(query, told)
  return { messages: [told] }
}

/** The same decision of the same person is a double click; any other is too late. */
const repeat = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  [invocation, verdict]: readonly [InvocationRecord, Verdict],
): Promise<{ repeat: StoredWindow }> => {
  const now = await reviewOf(query, invocation)
  const isSame =
    now.reviewer?.user_id === viewer.user_id &&
    (verdict.verdict === 'approve'
      ? now.state === 'approved' && (verdict.content ?? now.draft?.content) === now.approved
      : now.state === 'dismissed')
  if (!isSame) throw new AppError('conflict', CONFLICTS[now.state](now.reviewer?.name), { review: now })
  const told = invocation.message_id ?? invocation.prompt_id
  const stored = told === null ? undefined : await findMessage(query, told)
  if (!stored) throw notFound('draft')
  const { conversation_id, changed_seq } = stored.message
  return { repeat: await readChange(viewer, query, conversation_id, changed_seq) }
}

const CONFLICTS: Record<ReviewState, (by?: string) => string> = {
  writing: () => 'The assistant is still writing it.',
  waiting: () => 'The draft waits.',
  approved: (by = 'Somebody') => `${by} has let it through already.`,
  dismissed: (by = 'Somebody') => `${by} has turned it down already.`,
  failed: () => 'There is no draft of it.',
}

const reviewOf = async (
  query: LecternTransaction['query'],
  invocation: InvocationRecord,
): Promise<Review> => {
  const draft = readDraft(invocation)
  const { approved, approved_by, approved_at, ended_at, stopped_by, message_id } = invocation
  const by = approved_by ?? (draft ? stopped_by : null)
  const reviewer = by === null ? undefined : await findUser(query, by)
  const at = approved_at ?? ended_at
  return {
    invocation_id: invocation.id,
    state: stateOf(invocation),
    ...(draft && { draft: withLang(draft) }),
    ...(approved !== null && { approved }),
    ...(message_id !== null && { message_id }),
    ...(reviewer && { reviewer: { user_id: reviewer.id, name: reviewer.name } }),
    ...(reviewer && at !== null && { reviewed_at: at }),
  }
}

const stateOf = ({ state, draft, approved_by }: InvocationRecord): ReviewState => {
  if (state === 'queued' || state === 'running') return 'writing'
  if (state === 'review') return 'waiting'
  if (approved_by !== null) return 'approved'
  return state === 'stopped' && draft !== null ? 'dismissed' : 'failed'
}

const requirePrompt = async (
  { query }: LecternTransaction,
  { prompt_id }: InvocationRecord,
): Promise<StoredMessage> => {
  const stored = prompt_id === null ? undefined : await findMessage(query, prompt_id)
  if (!stored || stored.message.deleted_at !== undefined)
    throw new AppError('conflict', 'The question was deleted.')
  return stored.message
}

import {
  endpoints,
  LIMITS,
  type AnswerOf,
  type Judgement,
  type Member,
  type Message,
  type MessageVersion,
  type NewCard,
  type PatchConversation,
  type PatchOwnSettings,
  type QuestionStatus,
  type Window,
  wholeEmoji,
} from '@lectern/protocol'
import { Answers } from './answers.ts'
import type { AssistantSettings, CardRef, EditOptions, SendOptions } from './command-options.ts'
import type { Context } from './context.ts'
import { EDIT, MEANT } from './drafts.ts'
import { draftFiles } from './draft-files.ts'
import { meantIn, namesOf, writeMeant, type Meant } from './meant.ts'
import { editIn, writeEdit, type EditDraft } from './edit-draft.ts'
import type { ApiError } from '../core/errors.ts'
import { tellOpened } from '../core/event-bus.ts'
import type { Excerpt } from '../timeline/excerpt.ts'
import { findAt } from '../timeline/find-at.ts'
import { pinsOf, questionsOf, singleOf, threadOf } from '../timeline/excerpts.ts'
import { withQuestion, withMark } from '../timeline/optimistic.ts'
import type { OutboxItem } from '../outbox/outbox-item.ts'
import type { Replica } from './replica.ts'
import { Threads } from './threads.ts'
import { SingleMessages } from '../timeline/single-messages.ts'
import type { Store } from '../core/store.ts'
import type { ConversationSummary } from './summary.ts'
import type { TimelineRow } from '../timeline/rows.ts'
import type { Timeline } from '../timeline/timeline-view.ts'
import { OwnTyping } from './typing.ts'
import type { Upload } from '../uploads/upload.ts'

const meantKey = (draftKey: string): string => `${draftKey}${MEANT}`

/** One conversation: its stores, and what the signed-in person can do in it. */
export class ConversationHandle {
  readonly id: string
  /** Undefined while it is unknown, and after the user left. */
  readonly summary: Store<ConversationSummary | undefined>
  readonly timeline: Store<Timeline>
  /** Positions are always current; `open` loads all members. */
  readonly members: Store<readonly Member[]>
  /** Ids of the others who are typing now. */
  readonly typing: Store<readonly string[]>
  readonly draft: Store<string>
  /** Files for the next message; they survive a reload. */
  readonly files: Store<readonly Upload[]>
  /** Commands about the assistant's answers. */
  readonly answers: Answers
  /** What was replied to. */
  readonly threads: Threads
  readonly #context: Context
  readonly #replica: Replica
  readonly #ownTyping: OwnTyping
  readonly #edits = new Map<string, Store<EditDraft | undefined>>()
  readonly #meant = new Map<string, Store<readonly Meant[]>>()
  readonly #singles = new SingleMessages((message_id) =>
    this.#replica.excerpt(singleOf(this.id, this.#context.http, message_id)),
  )

  constructor(replica: Replica, context: Context) {
    const { id } = replica
    this.id = id
    this.#context = context
    this.#replica = replica
    this.summary = replica.summary
    this.timeline = replica.timeline
    this.members = replica.members.store
    this.typing = replica.typingPeople.store
    this.draft = context.drafts.of(id)
    this.files = draftFiles(context.attachments.state, id)
    this.threads = new Threads(id, context)
    this.answers = new Answers({
      id,
      context,
      command: (call) => this.#command(call),
      change: (...of) => this.#change(...of),
    })
    this.#ownTyping = new OwnTyping(context.clock, (on) =>
      context.send({ type: 'typing', conversation_id: id, on }),
    )
  }

  /**
   * Follows the conversation: loads its newest page and receives changes at once. Returns the release function.
   */
  open(): () => void {
    this.#replica.watch()
    const leave = tellOpened(this.id)
    let released = false
    return () => {
      if (released) return
      released = true
      leave()
      this.#replica.unwatch()
      if (!this.#replica.watched) this.#ownTyping.set(false)
    }
  }

  /** Shows the message at once, sends it as soon as possible, survives a reload. Returns its id. */
  send(content: string, options: SendOptions = {}): string {
    this.#ownTyping.sent()
    this.#replica.history.leaveDetour()
    const { mentions = [], parts = [], uploads = [], ...rest } = options
    const meant = mentions.length > 0 && { mentions }
    const body = { content, ...rest, ...meant, ...(parts.length > 0 && { parts }) }
    return this.#context.outbox.add(this.id, body, uploads)
  }

  /** Takes files for the next message and starts to upload them; returns their ids. */
  attach(files: readonly File[]): string[] {
    return this.#context.attachments.uploads.add(this.id, files)
  }

  /** Removes one file from a message that could not be sent. */
  discardFile(message_id: string, upload_id: string): void {
    this.#context.outbox.discardFile(message_id, upload_id)
  }

  /**
   * Changes the text. Shown at once, kept until the server has it, also across a reload, and taken back when
   * refused; a message that is still in the outbox is sent with the new text. Without `mentions`, whoever was
   * mentioned before stays mentioned while the name stands in the text. Resolves when it is done. @throws ApiError
   */
  async edit(message_id: string, content: string, { mentions: ids }: EditOptions = {}): Promise<void> {
    const { outbox } = this.#context
    if (outbox.edit(message_id, content, ids)) return
    const before = this.#row(message_id)?.message.mentions ?? []
    const mentions = ids && namesOf(ids, [...before, ...this.members.get()])
    await outbox.change(this.id, { is: 'edit', message_id, content, ...(mentions && { mentions }) })
  }

  /** Leaves a tombstone. Shown at once, kept and taken back as `edit` is. @throws ApiError */
  async remove(message_id: string): Promise<void> {
    await this.#context.outbox.change(this.id, { is: 'delete', message_id })
  }

  /** Adds or removes a reaction. Shown at once, kept and taken back as `edit` is. @throws ApiError */
  async react(message_id: string, emoji: string, on: boolean): Promise<void> {
    await this.#context.outbox.change(this.id, { is: 'reaction', message_id, emoji: wholeEmoji(emoji), on })
  }

  /**
   * Takes back a message that was just sent: removes it from the outbox, or deletes it as soon as possible,
   * even after a reload. @throws ApiError
   */
  async takeBack(message_id: string): Promise<void> {
    if (!this.#context.outbox.takeBack(message_id)) await this.remove(message_id)
  }

  /** Pins or unpins a message for all members. Shown at once, kept and taken back as `edit` is. @throws ApiError */
  async pin(message_id: string, on: boolean): Promise<void> {
    const judged = on ? this.#judge(message_id) : {}
    await this.#context.outbox.change(this.id, { is: 'pin', message_id, on, judged })
  }

  /** The earlier versions of a message, the latest first; for its author and staff. @throws ApiError */
  async edits(message_id: string): Promise<MessageVersion[]> {
    const input = { params: { id: this.id, message_id }, query: { limit: LIMITS.page_rows } }
    return (await this.#context.http.call(endpoints.listEdits, input)).edits
  }

  /** The pinned messages, the newest first. */
  pins(): Excerpt {
    return this.#replica.excerpt(pinsOf(this.id, this.#context.http))
  }

  /** The questions of one status, the newest first. */
  questions(status: QuestionStatus): Excerpt {
    return this.#replica.excerpt(questionsOf(this.id, this.#context.http, status))
  }

  /** A message and the replies to it, the oldest first. */
  thread(message_id: string): Excerpt {
    return this.#replica.excerpt(threadOf(this.id, this.#context.http, message_id))
  }

  /** One message from anywhere in the history; fetched at the first subscription. Undefined while unknown. */
  message(message_id: string): Store<Message | undefined> {
    return this.#singles.of(message_id)
  }

  /**
   * Marks a message as a question, or unmarks it. Shown at once and taken back when refused. @throws ApiError
   */
  async ask(message_id: string, on: boolean): Promise<void> {
    const params = { id: this.id, message_id }
    await this.#change(message_id, withQuestion(on), () =>
      this.#context.http.call(on ? endpoints.markQuestion : endpoints.unmarkQuestion, { params }),
    )
  }

  /** Accepts a reply as the answer to its question; for the asker and staff. @throws ApiError */
  async accept(message_id: string, on: boolean): Promise<void> {
    const { http, me } = this.#context
    const params = { id: this.id, message_id }
    await this.#change(message_id, withMark('accepted_by', me().id, on), () =>
      on
        ? http.call(endpoints.acceptAnswer, { params, body: this.#judge(message_id) })
        : http.call(endpoints.unacceptAnswer, { params }),
    )
  }

  /** Endorses a reply to a question; for staff. @throws ApiError */
  async endorse(message_id: string, on: boolean): Promise<void> {
    const { http, me } = this.#context
    const params = { id: this.id, message_id }
    await this.#change(message_id, withMark('endorsed_by', me().id, on), () =>
      on
        ? http.call(endpoints.endorseAnswer, { params, body: this.#judge(message_id) })
        : http.call(endpoints.unendorseAnswer, { params }),
    )
  }

  /**
   * Acts on a card. A certain outcome is shown at once; the action is kept and sent in its turn, once. `acts`
   * of the message's row tells its state. Without `rev` the action applies to any revision. Returns its id.
   */
  act(card: CardRef, verb: string, input?: Record<string, unknown>): string {
    const { id: card_id, message_id, rev } = card
    const action = { card_id, message_id, verb, ...(rev !== undefined && { expected_rev: rev }) }
    return this.#context.outbox.act(this.id, { ...action, ...(input && { input }) })
  }

  /** The replies of a discussion that the user may see, the newest first. @throws ApiError */
  replies(card_id: string, cursor?: string): Promise<AnswerOf<typeof endpoints.listReplies>> {
    const query = cursor === undefined ? {} : { cursor }
    return this.#context.http.call(endpoints.listReplies, { params: { id: card_id }, query })
  }

  /** The new card in a message that is still in the outbox. */
  unsentCard(message_id: string): NewCard | undefined {
    return this.#context.outbox.of(this.id).find(({ id }) => id === message_id)?.body.card
  }

  /** Tries a failed, held or waiting message or action again now; it keeps its place. */
  retry(message_id: string): void {
    this.#context.outbox.retry(message_id)
  }

  /** Lets the later messages pass one that something on the way to the server refuses. */
  setAside(message_id: string): void {
    this.#context.outbox.setAside(message_id)
  }

  /** Discards a failed, held or waiting message or action. */
  discard(message_id: string): void {
    this.#context.outbox.discard(message_id)
  }

  /** Loads the page before the visible ones. @throws ApiError */
  loadBefore(): Promise<void> {
    return this.#replica.history.loadBefore()
  }

  /** Loads the page after the visible ones, after a jump into history. @throws ApiError */
  loadAfter(): Promise<void> {
    return this.#replica.history.loadAfter()
  }

  /** Shows the part of the history around a message. @throws ApiError `not_found` */
  jumpTo(message_id: string): Promise<void> {
    return this.#replica.history.jumpTo(message_id)
  }

  /**
   * The id of the first message of this moment (milliseconds) or later, else of the newest one; undefined without any.
   * Loads nothing into the timeline: `jumpTo` does. @throws ApiError
   */
  findAt(moment: number): Promise<string | undefined> {
    return findAt(this.#context.http, this.id, moment)
  }

  /**
   * Shows the part of the history where the unread messages begin, with some read messages before it. @throws
   * ApiError
   */
  async loadFirstUnread(): Promise<void> {
    await this.#replica.history.jumpBehind(this.#replica.readPosition.read_seq)
  }

  /**
   * Sets the message at which the person reads; undefined at the end. Messages around it stay in memory, while the
   * conversation is closed and while many more arrive.
   */
  keepPlace(message_id: string | undefined): void {
    this.#replica.history.place = message_id
  }

  /** Returns from history to the newest messages. */
  async loadNewest(): Promise<void> {
    this.#replica.history.leaveDetour()
    await this.#replica.history.loadFirst()
  }

  /**
   * Marks everything up to `seq` (a `created_seq`) as read. Only goes up; it waits for a connection, through a
   * reload too. `onRefused`: called when the server refused it; it is unread again.
   */
  markRead(seq: number, onRefused?: (error: unknown) => void): void {
    this.#replica.readPosition.markRead(seq, onRefused)
  }

  /** Everything is read, also what was marked as unread. `onRefused`: as of `markRead`. */
  markAllRead(onRefused?: (error: unknown) => void): void {
    const { readPosition } = this.#replica
    readPosition.release()
    readPosition.markRead(this.summary.get()?.last_message?.created_seq ?? 0, onRefused)
  }

  /**
   * Sets something for oneself, on all devices: pins it to the top of the list, mutes it until a time, archives it (with
   * the `head` of its summary: what is said later brings it back), or makes what others wrote from a message on unread
   * again, until the conversation is opened anew (with its `created_seq`). Shown at once, kept until the server has it,
   * also across a reload, and taken back when refused. @throws ApiError
   */
  async setOwn(patch: PatchOwnSettings): Promise<void> {
    await this.#context.outbox.setOwn(this.id, patch)
  }

  /** What was marked as read in an earlier visit, or in another tab, was refused: it is unread again. Told once. */
  onReadRefused(listener: (error: ApiError) => void): () => void {
    return this.#replica.readPosition.onRefused(listener)
  }

  /** Call it at each key; the server hears of it at most every 3 s, and it ends by itself. */
  setTyping(on: boolean): void {
    this.#ownTyping.set(on)
  }

  /** The unsent text; a thread has its own. */
  draftOf(thread_id?: string): Store<string> {
    return this.#context.drafts.of(this.#draftKey(thread_id))
  }

  /** Keeps unsent text; survives a reload. */
  setDraft(text: string, thread_id?: string): void {
    this.#context.drafts.set(this.#draftKey(thread_id), text)
  }

  /** Whom the names in the unsent text mean, if that was chosen. */
  meantOf(thread_id?: string): Store<readonly Meant[]> {
    const key = meantKey(this.#draftKey(thread_id))
    const meant = this.#meant.get(key) ?? meantIn(this.#context.drafts.of(key))
    this.#meant.set(key, meant)
    return meant
  }

  /** Call it with `setDraft`, with places in that text; survives a reload. */
  setMeant(meant: readonly Meant[], thread_id?: string): void {
    this.#context.drafts.set(meantKey(this.#draftKey(thread_id)), writeMeant(meant))
  }

  /** The edit of a message that is not saved yet; a thread has its own. */
  editOf(thread_id?: string): Store<EditDraft | undefined> {
    const key = `${this.#draftKey(thread_id)}${EDIT}`
    const edit = this.#edits.get(key) ?? editIn(this.#context.drafts.of(key))
    this.#edits.set(key, edit)
    return edit
  }

  /** Keeps an edit that is not saved yet; survives a reload. */
  setEdit(edit: EditDraft | undefined, thread_id?: string): void {
    this.#context.drafts.set(`${this.#draftKey(thread_id)}${EDIT}`, writeEdit(edit))
  }

  /** @throws ApiError */
  rename(title: string): Promise<void> {
    return this.#patch({ title })
  }

  /**
   * Sets how much the assistant says here, and whether staff see it first; an omitted field stays. For staff.
   * @throws ApiError
   */
  async setAssistant({ mode, review }: AssistantSettings): Promise<void> {
    await this.#patch({
      ...(mode !== undefined && { assistant_mode: mode }),
      ...(review !== undefined && { assistant_review: review }),
    })
  }

  /** @throws ApiError */
  async addMembers(user_ids: string[]): Promise<void> {
    const input = { params: { id: this.id }, body: { user_ids } }
    await this.#command(() => this.#context.http.call(endpoints.addMembers, input))
  }

  /** Removes a member; with one's own id, leaves. @throws ApiError */
  async removeMember(user_id: string): Promise<void> {
    const params = { id: this.id, user_id }
    await this.#command(() => this.#context.http.call(endpoints.removeMember, { params }))
  }

  close(): void {
    this.#ownTyping.close()
    this.#singles.close()
    this.#replica.close()
  }

  #draftKey(thread_id: string | undefined): string {
    return thread_id === undefined ? this.id : `${this.id} ${thread_id}`
  }

  #patch(body: PatchConversation): Promise<void> {
    const input = { params: { id: this.id }, body }
    return this.#command(() => this.#context.http.call(endpoints.patchConversation, input))
  }

  async #command(call: () => Promise<{ window: Window }>): Promise<void> {
    const receive = this.#context.sync.receiver()
    const { window } = await call()
    // Shows the rows even when earlier windows are still missing, so that an optimistic change does not
    // flicker.
    if (receive(window)) this.#replica.show(window.messages)
  }

  #row(message_id: string): TimelineRow | undefined {
    return this.timeline.get().rows.find(({ id }) => id === message_id)
  }

  /** A judgement is meant for the words that are shown. */
  #judge(message_id: string): Judgement {
    const row = this.#row(message_id)
    const isOwnEdit = ({ change }: OutboxItem) => change?.is === 'edit' && change.message_id === message_id
    // The server will know the time of an edit that is still on its way.
    if (this.#context.outbox.of(this.id).some(isOwnEdit)) return {}
    return row ? { edited_at: row.message.edited_at ?? null } : {}
  }

  #change(
    message_id: string,
    patch: (message: Message) => Message,
    call: () => Promise<{ window: Window }>,
  ): Promise<void> {
    return this.#replica.optimistic.run(message_id, patch, () => this.#command(call))
  }
}

// A person who acts over HTTP, which sets a scene faster than a browser.
import { citationPart } from '@lectern/protocol'
import type {
  Attachment,
  Card,
  Conversation,
  Document,
  Message,
  NewCard,
  NewMessage,
  NoticeSettings,
  PatchConversation,
  Passage,
  Role,
  Session,
  Tokens,
  User,
  Verdict,
} from '@lectern/protocol'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import { mintId } from '../apps/server/src/platform/ids.ts'
import { PASSWORD } from './server.ts'

export interface NamedBytes {
  name: string
  bytes: Buffer
}

const TUS = { 'tus-resumable': '1.0.0' }

export class Person {
  readonly #url: string
  readonly #token: string
  readonly id: string
  readonly email: string
  readonly name: string

  static async signIn(url: string, email: string): Promise<Person> {
    const answer = await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD, device_name: 'Scene', refresh_in: 'body' }),
    })
    return new Person(url, (await answer.json()) as Tokens)
  }

  private constructor(url: string, { access_token, user }: Tokens) {
    this.#url = url
    this.#token = access_token
    this.id = user.id
    this.email = user.email
    this.name = user.name
  }

  /** The first page of people to whom they may write. */
  async people(role?: Role): Promise<User[]> {
    const path = role === undefined ? '/users' : `/users?role=${role}`
    return (await this.#call<{ users: User[] }>('GET', path)).users
  }

  async conversations(): Promise<Conversation[]> {
    return (await this.#call<{ conversations: Conversation[] }>('GET', '/conversations')).conversations
  }

  conversation(id: string): Promise<Conversation> {
    return this.#call('GET', `/conversations/${id}`)
  }

  /** Renames it, or changes the assistant's settings. */
  async configure(id: string, changes: PatchConversation): Promise<void> {
    await this.#call('PATCH', `/conversations/${id}`, changes)
  }

  create(
    kind: 'direct' | 'group' | 'course',
    title: string | undefined,
    member_ids: string[],
  ): Promise<Conversation> {
    return this.#call('POST', '/conversations', { kind, title, member_ids })
  }

  /** Returns the id of the message. */
  say(conversation_id: string, content: string, reply_to_id?: string): Promise<string> {
    return this.#send(conversation_id, { content, ...(reply_to_id !== undefined && { reply_to_id }) })
  }

  /** Sends it as a question; returns the id of the message. */
  ask(conversation_id: string, content: string): Promise<string> {
    return this.#send(conversation_id, { content, question: true })
  }

  /** Sends it with files; returns the id of the message. */
  async sendFiles(conversation_id: string, content: string, files: readonly NamedBytes[]): Promise<string> {
    const attachment_ids: string[] = []
    for (const file of files) attachment_ids.push(await this.upload(conversation_id, file))
    return this.#send(conversation_id, { content, attachment_ids })
  }

  /** Of what they hear. */
  noticeSettings(): Promise<NoticeSettings> {
    return this.#call('GET', '/notices/settings')
  }

  /** How many of their notices are news. */
  async openNotices(): Promise<number> {
    return (await this.#call<{ open: number }>('GET', '/notices')).open
  }

  /** Asks the assistant of a course by a mention; returns the id of the message. */
  async askAssistant(conversation_id: string, question: string): Promise<string> {
    const { members } = await this.conversation(conversation_id)
    const assistant = members.find(({ role }) => role === 'assistant')
    if (!assistant) throw new Error('There is no assistant here')
    const content = `@${assistant.name} ${question}`
    return this.#send(conversation_id, { content, mentions: [assistant.user_id] })
  }

  /** Names a member before the text; returns the id of the message. */
  mention(conversation_id: string, { id, name }: Person, text: string): Promise<string> {
    return this.#send(conversation_id, { content: `@${name} ${text}`, mentions: [id] })
  }

  /** Reads everything so far. */
  async readAll(conversation_id: string): Promise<void> {
    const { head: read_seq } = await this.conversation(conversation_id)
    await this.#call('PUT', `/conversations/${conversation_id}/receipt`, { read_seq })
  }

  /** Sends it with the passage that a search for `words` finds; returns the id of the message. */
  async cite(conversation_id: string, content: string, words: string): Promise<string> {
    const path = `/documents?conversation_id=${conversation_id}&q=${encodeURIComponent(words)}`
    const [passage] = (await this.#call<{ passages: Passage[] }>('GET', path)).passages
    if (!passage) throw new Error(`Nothing is found for ${words}`)
    return this.#send(conversation_id, { content, parts: [citationPart(passage)] })
  }

  async accept(conversation_id: string, message_id: string): Promise<void> {
    await this.#call('PUT', `/conversations/${conversation_id}/messages/${message_id}/accepted`)
  }

  async endorse(conversation_id: string, message_id: string): Promise<void> {
    await this.#call('PUT', `/conversations/${conversation_id}/messages/${message_id}/endorsed`)
  }

  async edit(conversation_id: string, message_id: string, content: string): Promise<void> {
    await this.#call('PATCH', `/conversations/${conversation_id}/messages/${message_id}`, { content })
  }

  async delete(conversation_id: string, message_id: string): Promise<void> {
    await this.#call('DELETE', `/conversations/${conversation_id}/messages/${message_id}`)
  }

  /** Returns the card. */
  async post(conversation_id: string, card: NewCard): Promise<Card> {
    const path = `/conversations/${conversation_id}/messages`
    const body = { content: '', card }
    const { window } = await this.#call<{ window: { messages: Message[] } }>('POST', path, body)
    return window.messages[0]?.card as Card
  }

  card(id: string): Promise<Card> {
    return this.#call('GET', `/cards/${id}`)
  }

  async act({ id }: Pick<Card, 'id'>, verb: string, input?: object): Promise<void> {
    await this.#call('POST', `/cards/${id}/actions`, { id: crypto.randomUUID(), verb, input })
  }

  /** Writes a document: of the school unless a conversation is given. */
  document(
    title: string,
    content: string,
    place: { conversation_id?: string; collection?: string } = {},
  ): Promise<Document> {
    return this.#call('POST', '/documents', { title, format: 'markdown', content, ...place })
  }

  /** Makes a document of a file. */
  async fileDocument(conversation_id: string, file: NamedBytes): Promise<Document> {
    const attachment_id = await this.upload(conversation_id, file)
    return this.#call('POST', '/documents', { attachment_id, conversation_id })
  }

  /** Writes another version of a document. */
  version(id: string, content: string): Promise<Document> {
    return this.#call('POST', `/documents/${id}/versions`, { content })
  }

  /** From the database: the newest hundred, oldest first. */
  async history(conversation_id: string): Promise<Message[]> {
    const path = `/conversations/${conversation_id}/messages?limit=100`
    return (await this.#call<{ messages: Message[] }>('GET', path)).messages
  }

  /** Removes `member`; by default the person leaves. */
  async remove(conversation_id: string, member: string): Promise<void> {
    await this.#call('DELETE', `/conversations/${conversation_id}/members/${member}`)
  }

  async join(conversation_id: string, member: string): Promise<void> {
    await this.#call('POST', `/conversations/${conversation_id}/members`, { user_ids: [member] })
  }

  /** Decides about an unpublished answer. */
  async review(invocation_id: string, verdict: Verdict): Promise<void> {
    await this.#call('POST', `/invocations/${invocation_id}/review`, verdict)
  }

  /** The status of the answer to this request. */
  async statusOf(path: string): Promise<number> {
    const headers = { authorization: `Bearer ${this.#token}` }
    return (await fetch(this.#url + path, { headers })).status
  }

  /** Signs out every device but this one. */
  async signOutOthers(): Promise<void> {
    const { sessions } = await this.#call<{ sessions: Session[] }>('GET', '/auth/sessions')
    for (const { id, current } of sessions) if (!current) await this.#call('DELETE', `/auth/sessions/${id}`)
  }

  async react(conversation_id: string, message_id: string, emoji: string): Promise<void> {
    const path = `/conversations/${conversation_id}/messages/${message_id}/reactions/${encodeURIComponent(emoji)}`
    await this.#call('PUT', path)
  }

  /** Returns the id of the attachment once it may be sent. */
  async upload(conversation_id: string, { name, bytes }: NamedBytes): Promise<string> {
    const metadata = Object.entries({ conversation_id, filename: name })
      .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
      .join()
    const begun = await this.#tus('POST', '/attachments/uploads', {
      headers: { 'upload-length': String(bytes.length), 'upload-metadata': metadata },
    })
    const path = begun.headers.get('location') ?? ''
    const id = path.split('/').at(-1) ?? ''
    await this.#tus('PATCH', `/attachments/uploads/${id}`, {
      headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: Uint8Array.from(bytes),
    })
    let state = 'uploading'
    while (state !== 'ready') {
      ;({ state } = await this.#call<Attachment>('GET', `/attachments/${id}?wait_ms=5000`))
      if (state === 'rejected') throw new Error(`${name} was rejected`)
    }
    return id
  }

  async #send(conversation_id: string, message: NewMessage): Promise<string> {
    // The answer may contain other messages, too: an answered question.
    const id = mintId(systemClock)
    await this.#call('POST', `/conversations/${conversation_id}/messages`, { id, ...message })
    return id
  }

  async #tus(
    method: string,
    path: string,
    { headers, body }: { headers: Record<string, string>; body?: BodyInit },
  ): Promise<Response> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...TUS, ...headers },
      ...(body !== undefined && { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
}

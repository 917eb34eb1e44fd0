// Somebody who acts over HTTP: sets a scene faster than a browser could.
import type {
  Card,
  Conversation,
  Document,
  Message,
  NewCard,
  Role,
  Session,
  Tokens,
  User,
} from '@lectern/protocol'
import { PASSWORD } from './server.ts'

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

  /** The first page of those one may write to. */
  async people(role?: Role): Promise<User[]> {
    const path = role === undefined ? '/users' : `/users?role=${role}`
    return (await this.#call<{ users: User[] }>('GET', path)).users
  }

  async conversations(): Promise<Conversation[]> {
    return (await this.#call<{ conversations: Conversation[] }>('GET', '/conversations')).conversations
  }

  create(
    kind: 'direct' | 'group' | 'course',
    title: string | undefined,
    member_ids: string[],
  ): Promise<Conversation> {
    return this.#call('POST', '/conversations', { kind, title, member_ids })
  }

  /** Answers the id of the message. */
  async say(conversation_id: string, content: string, reply_to_id?: string): Promise<string> {
    const path = `/conversations/${conversation_id}/messages`
    const { window } = await this.#call<{ window: { messages: Message[] } }>('POST', path, {
      content,
      reply_to_id,
    })
    return window.messages.at(-1)?.id ?? ''
  }

  async edit(conversation_id: string, message_id: string, content: string): Promise<void> {
    await this.#call('PATCH', `/conversations/${conversation_id}/messages/${message_id}`, { content })
  }

  async delete(conversation_id: string, message_id: string): Promise<void> {
    await this.#call('DELETE', `/conversations/${conversation_id}/messages/${message_id}`)
  }

  /** Answers the card. */
  async post(conversation_id: string, card: NewCard): Promise<Card> {
    const path = `/conversations/${conversation_id}/messages`
    const body = { content: '', card }
    const { window } = await this.#call<{ window: { messages: Message[] } }>('POST', path, body)
    return window.messages[0]?.card as Card
  }

  async act({ id }: Pick<Card, 'id'>, verb: string, input?: object): Promise<void> {
    await this.#call('POST', `/cards/${id}/actions`, { id: crypto.randomUUID(), verb, input })
  }

  /** Writes a document: of the school unless a conversation is named. */
  document(
    title: string,
    content: string,
    place: { conversation_id?: string; collection?: string } = {},
  ): Promise<Document> {
    return this.#call('POST', '/documents', { title, format: 'markdown', content, ...place })
  }

  /** Writes another version of a document. */
  version(id: string, content: string): Promise<Document> {
    return this.#call('POST', `/documents/${id}/versions`, { content })
  }

  /** Changes the own name. */
  async rename(name: string): Promise<void> {
    await this.#call('PATCH', '/me', { name })
  }

  /** As the database has it: the newest hundred, oldest first. */
  async history(conversation_id: string): Promise<Message[]> {
    const path = `/conversations/${conversation_id}/messages?limit=100`
    return (await this.#call<{ messages: Message[] }>('GET', path)).messages
  }

  /** With `member` a member of it no longer. */
  async remove(conversation_id: string, member: string): Promise<void> {
    await this.#call('DELETE', `/conversations/${conversation_id}/members/${member}`)
  }

  async join(conversation_id: string, member: string): Promise<void> {
    await this.#call('POST', `/conversations/${conversation_id}/members`, { user_ids: [member] })
  }

  /** Signs every device out but this one. */
  async signOutOthers(): Promise<void> {
    const { sessions } = await this.#call<{ sessions: Session[] }>('GET', '/auth/sessions')
    for (const { id, current } of sessions) if (!current) await this.#call('DELETE', `/auth/sessions/${id}`)
  }

  async react(conversation_id: string, message_id: string, emoji: string): Promise<void> {
    const path = `/conversations/${conversation_id}/messages/${message_id}/reactions/${encodeURIComponent(emoji)}`
    await this.#call('PUT', path)
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

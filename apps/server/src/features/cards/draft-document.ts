// Turns messages into the draft of a document: every paragraph knows its source messages.
import { isBlank, isStaff, LIMITS, type CreateDocument, type DraftParagraph } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'

/** Replaces a paragraph whose message was deleted. */
export const REDACTED = '*A message behind this paragraph was deleted.*'

export const draftOf = (
  kind: CreateDocument['kind'],
  messages: readonly StoredMessage[],
): DraftParagraph[] => {
  const said = messages.filter(({ content, deleted_at }) => !isBlank(content) && !deleted_at)
  switch (kind) {
    case 'note':
      return said.flatMap((message) => paragraphs(message, `**${message.sender}:** `))
    case 'lesson':
      return said.flatMap((message) => paragraphs(message, ''))
    case 'faq':
      return asFaq(said)
    case 'summary':
      return selectWeighty(said).flatMap((message) => paragraphs(message, '- '))
  }
}

/** Each question with its answers, then the remaining messages. */
const asFaq = (said: readonly StoredMessage[]): DraftParagraph[] => {
  const asked = said.filter(({ question }) => question)
  const ids = new Set(asked.map(({ id }) => id))
  const answers = Map.groupBy(said, ({ reply_to_id = '' }) => (ids.has(reply_to_id) ? reply_to_id : ''))
  const rest = (answers.get('') ?? []).filter(({ id }) => !ids.has(id))
  return [
    ...asked.flatMap((question) => [
      ...paragraphs({ ...question, content: unaddressed(question) }, '### '),
      ...selectEndorsed(answers.get(question.id) ?? []).flatMap((answer) => paragraphs(answer, '')),
    ]),
    ...rest.flatMap((message) => paragraphs(message, '')),
  ]
}

/** A heading asks everybody, so the mention is removed. */
const unaddressed = ({ content, mentions = [] }: StoredMessage): string => {
  const called = mentions.map(({ name }) => `@${name}`)
  let rest = content.trim()
  for (let name: string | undefined; (name = called.find((each) => rest.startsWith(each)));)
    rest = rest.slice(name.length).replace(/^[\s,:;–—-]+/u, '')
  return rest === '' ? content : rest.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

/** The accepted or endorsed answers, if there are any. */
const selectEndorsed = (answers: readonly StoredMessage[]): readonly StoredMessage[] => {
  const vouched = answers.filter(({ answer }) => answer)
  return vouched.length > 0 ? vouched : answers
}

/** Messages of staff and accepted or endorsed ones, if there are any. */
const selectWeighty = (said: readonly StoredMessage[]): readonly StoredMessage[] => {
  const some = said.filter(({ sender_role, answer }) => isStaff(sender_role) || answer)
  return some.length > 0 ? some : said
}

/** Splits a long message between its own paragraphs, or else at the size limit. */
const paragraphs = ({ id, content }: StoredMessage, opening: string): DraftParagraph[] => {
  const room = LIMITS.card_body_chars - opening.length
  const cut = `${opening}${content.trim()}`.match(
    new RegExp(`[^]{1,${room}}(?=\\n\\n|$)|[^]{1,${room}}`, 'gu'),
  )
  return (cut ?? [])
    .map((text) => ({ text: text.trim(), message_ids: [id] }))
    .filter(({ text }) => text !== '')
}

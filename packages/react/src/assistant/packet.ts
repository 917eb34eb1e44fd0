import type { Message } from '@lectern/protocol'
import { citationsOf } from '../documents/Citations.tsx'
import type { Labels } from '../labels/labels.ts'
import { preview } from '../text/preview.ts'

const EXCERPT_CHARS = 280

/**
 * A question for a person who has not followed the conversation: with the assistant's answer and its sources.
 */
export const packetOf = (prompt: Message, answer: Message, { assistant }: Labels): string => {
  const said = preview(answer)
  if (answer.invocation?.unanswered || said === '') return prompt.content
  const excerpt = said.length > EXCERPT_CHARS ? `${said.slice(0, EXCERPT_CHARS).trimEnd()}…` : said
  const titles = [...new Set(citationsOf(answer).map(({ title }) => title))].filter((title) => title !== '')
  const quoted = [
    `> **${assistant.answeredBefore}:** ${excerpt}`,
    ...(titles.length > 0 ? ['>', `> ${assistant.sources}: ${titles.join(', ')}`] : []),
  ]
  return `${prompt.content}\n\n${quoted.join('\n')}`
}

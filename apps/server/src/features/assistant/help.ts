// The words of help in danger. They are the assistant's and the school's own: no language model writes them, no document
// is quoted, no limit counts and nobody approves them first.
import { readPolicy } from '../../records/policies.ts'
import type { Context } from '../context.ts'
import { isDirect, type InvocationRecord } from './invocations-rows.ts'
import type { ModelRequest } from './model.ts'
import { textsFor } from './texts-for.ts'

export const wordsOfHelp = async (
  { db }: Pick<Context, 'db'>,
  { question, lang }: ModelRequest,
  { conversation_id }: Pick<InvocationRecord, 'conversation_id'>,
): Promise<string> => {
  const { help_words, concerns } = await readPolicy(db.read)
  const texts = textsFor(question, lang)
  // Only the writer is told that staff know: others need not.
  const isAlone = await isDirect(db.read, conversation_id)
  const told = isAlone && concerns !== 'nowhere' ? [texts.staffTold] : []
  return [texts.danger, help_words.trim(), ...told].filter((words) => words !== '').join('\n\n')
}

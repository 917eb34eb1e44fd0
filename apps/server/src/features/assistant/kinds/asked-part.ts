// The part of a sentence that asks. What people say of themselves before it, and the words that ask somebody to answer,
// are in no document: they would count as words that nothing answers.
import { plain } from './plain.ts'

const CLAUSE = /[,;–—]\s+/g
/** Of the writer, or an excuse. */
const PERSONAL =
  /(?<= )(?:i|im|ive|id|my|me|we|our|sorry|you|ich|mich|mir|mein\p{L}*|wir|uns\p{L}*|ihnen|sie|falls|entschuldig\p{L}*|leid|yo|mi|mis|me|perdon|disculp\p{L}*|estoy|tengo|je|jai|mon|ma|mes|nous|desole\p{L}*|io|mio|mia|scus\p{L}*|eu|meu|minha|desculp\p{L}*|ben|benim|bizim|pardon|я|мне|мои|моя|мы|извините)(?= )/u
const REQUEST =
  /^(?:(?:so|ok|okay|and|but|also|please|then|well|hey|hi|hello|und|aber|also|bitte|dann)\s+)*(?:(?:can|could|would|will)\s+(?:you|u|somebody|someone|anybody|anyone)\s+(?:please\s+|maybe\s+|kindly\s+)?(?:tell|explain|show|help|describe)(?:\s+(?:to\s+)?(?:me|us))?(?:\s+(?:with|again|please))*|(?:kannst|könntest|können|könnten|kann|könnte)\s+(?:du|sie|mir|jemand|ihr)(?:\s+(?:mir|uns|jemand|bitte|mal|vielleicht|kurz))*\s+(?:sagen|erklären|helfen|zeigen)|please|bitte|(?:puedes|podrías|puede|podría)\s+(?:decirme|explicarme|ayudarme)|(?:peux-tu|pouvez-vous|pourrais-tu|pourriez-vous)\s+(?:me\s+dire|m'expliquer|m'aider))[\s,:]+/iu
const CONJUNCTION =
  /^(?:but|and|so|because|und|aber|denn|also|daher|deshalb|pero|y|mais|et|ma|e|mas|ama|ve|но|а)\s+/iu
/** Whether it tells of its writer. */
export const isPersonal = (sentence: string): boolean => PERSONAL.test(plain(sentence))

/** What is left must still ask something. */
const LEAST_WORDS = 2

export const askedPart = (sentence: string): string => {
  let rest = sentence
  for (const { 0: sign, index } of sentence.matchAll(CLAUSE)) {
    const at = index + sign.length
    const clause = sentence.slice(sentence.length - rest.length, index)
    if (!isPersonal(clause) || clause.includes('?')) break
    if (plain(sentence.slice(at)).split(' ').length < LEAST_WORDS + 2) break
    rest = sentence.slice(at)
  }
  const bare = rest.replace(CONJUNCTION, '').replace(REQUEST, '')
  return plain(bare).split(' ').length < LEAST_WORDS + 2 ? sentence : bare
}

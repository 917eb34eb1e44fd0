import type { Overspent } from '../budget.ts'

const SHORT_CHARS = 80
const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= SHORT_CHARS ? line : `${line.slice(0, SHORT_CHARS).trimEnd()}…`
}

/** The arguments of each message, and the values that it names. */
export const parameters = {
  vouched: (author: string, question: string | undefined) => ({ author, answers: question !== undefined }),
  hint: (title: string, section: string | undefined) => ({
    title,
    section: section ?? '',
    hasSection: section !== undefined,
  }),
  askedBefore: (author: string, question: string | undefined) => ({
    author,
    question: shorten(question ?? ''),
    hasQuestion: question !== undefined,
  }),
  /** At most two words. */
  guide: (words: readonly string[]) => ({
    words: words.length,
    first: words[0] ?? '',
    second: words[1] ?? '',
  }),
  moreAbout: (question: string) => ({ question: shorten(question) }),
  section: (name: string) => ({ name }),
  overspent: ({ by, limit, wait_ms }: Overspent) => ({
    by,
    limit,
    minutes: Math.max(1, Math.ceil(wait_ms / 60_000)),
  }),
}

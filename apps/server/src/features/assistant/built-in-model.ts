// Answers without a language model: it searches, quotes and cites. It invents nothing, so its answers are as
// true as the documents; questions without passages are left to people.
import { terms, measureCoverage } from './matching.ts'
import type { Model, ModelPiece, ModelRequest, Source, EndorsedMessage } from './model.ts'
import { textsFor, type AssistantTexts } from './texts-for.ts'
import { quote } from './quote.ts'
import { unwrap } from './unwrap.ts'

const QUOTED = { hints: 3, explain: 2, full: 4 } as const
/** A passage that covers less of the question than this share of the best one would only distract. */
const CLOSE = 0.7
/** An endorsed message must cover this share of the question. */
const VOUCHED = 0.6

export class BuiltInModel implements Model {
  async *answer(request: ModelRequest): AsyncGenerator<ModelPiece> {
    const { question, kind, lang, passages, vouched, mode, staff_read } = request
    const texts = textsFor(question, lang)
    const reply = question === '' ? texts.noQuestion : replyTo(request, texts)
    if (reply !== undefined) return yield text(reply)
    const said = bestVouched(question, vouched)
    const isOrganisation = kind === 'organisation'
    if (said.length === 0 && passages.length === 0) {
      const why = isOrganisation ? texts.organisation : texts.nothing
      yield text(`${why} ${staff_read ? texts.passedOn : texts.passOn}`)
      return yield { type: 'unanswered' }
    }
    if (isOrganisation && said.length === 0) return yield* quoteAll(request, texts, texts.organisationFound)
    if (mode === 'hints') return yield* hint(request, said, texts)
    for (const each of said)
      yield text(`${texts.vouched(each.author, each.question)}\n\n${quoteLines(each.content)}\n\n`)
    if (passages.length > 0) yield* quoteAll(request, texts, leadOf(request, texts))
  }
}

const text = (words: string): ModelPiece => ({ type: 'text', text: words })

/** Says what the passages are: an answer, more to what was asked before, or only the nearest. */
const leadOf = ({ kind, is_near, former }: ModelRequest, texts: AssistantTexts): string => {
  if (kind === 'follow_up' && former) return texts.moreAbout(former.question)
  return is_near === true ? texts.nearest : texts.found
}

/** What is no question about the material has an answer of its own, and never a passage. */
const replyTo = ({ kind, passages, former }: ModelRequest, texts: AssistantTexts): string | undefined => {
  switch (kind) {
    case 'danger':
      return texts.danger
    case 'follow_up':
      return passages.length > 0 ? undefined : former ? texts.nothingMore : texts.noFormer
    case 'agreed':
      return former?.was_offered === true ? texts.chooseWhom : texts.nothingOffered
    case 'material':
    case 'organisation':
      return undefined
    case 'greeting':
    case 'thanks':
    case 'declined':
    case 'feeling':
    case 'insult':
    case 'arithmetic':
    case 'unclear':
      return texts[kind]
  }
}

/** Says where to look and what to look for, in the asker's own words, without the content. */
const hint = function* (
  { question, passages, is_near }: ModelRequest,
  said: readonly EndorsedMessage[],
  texts: AssistantTexts,
): Generator<ModelPiece> {
  const lead = is_near === true ? texts.nearest : texts.hints
  yield text(`${lead}\n`)
  for (const each of said) yield text(`\n- ${texts.askedBefore(each.author, each.question)}`)
  for (const source of passages.slice(0, QUOTED.hints)) {
    yield text(`\n- ${texts.hint(source.title, sectionOf(source))}`)
    yield { type: 'citation', number: source.number }
  }
  yield text(`\n\n${texts.guide(sharedWords(question, passages))}\n\n${texts.tryFirst}`)
}

const GUIDING_WORDS = 2

/** The words of the question that the best passage also has, in their original form. */
const sharedWords = (question: string, [best]: readonly Source[]): string[] => {
  const looked = terms(question)
  const found = best ? terms([...best.headings, best.excerpt].join('\n')) : looked
  const words = question.match(/[\p{L}\p{N}]+/gu) ?? []
  const shared = words.filter((word) => [...terms(word)].some((term) => looked.has(term) && found.has(term)))
  return [...new Set(shared)].sort((a, b) => b.length - a.length).slice(0, GUIDING_WORDS)
}

const quoteAll = function* (
  { question, kind, former, passages, mode }: ModelRequest,
  texts: AssistantTexts,
  lead: string,
): Generator<ModelPiece> {
  const looked = terms(kind === 'follow_up' && former ? former.question : question)
  const chosen = selectClosest(passages, looked).slice(0, QUOTED[mode])
  yield text(lead)
  for (const source of chosen) {
    const section = sectionOf(source)
    yield text(`\n\n**${source.title}**${section === undefined ? '' : ` › ${section}`}`)
    yield { type: 'citation', number: source.number }
    yield text(`\n\n${quoteLines(unwrap(mode === 'full' ? source.excerpt : quote(source.excerpt, looked)))}`)
  }
  yield text(`\n\n${texts.more}`)
}

const selectClosest = (passages: readonly Source[], looked: ReadonlySet<string>): Source[] => {
  const shares = passages.map(({ title, headings, excerpt }) =>
    measureCoverage([title, ...headings, excerpt].join('\n'), looked),
  )
  const best = Math.max(...shares)
  return passages.filter((_, index) => index === 0 || (shares[index] ?? 0) >= CLOSE * best)
}

const sectionOf = ({ title, headings }: Source): string | undefined => {
  const last = headings.at(-1)
  return last === title ? undefined : last
}

const quoteLines = (quoted: string): string => quoted.trim().replaceAll(/^/gm, '> ')

const bestVouched = (question: string, vouched: readonly EndorsedMessage[]): EndorsedMessage[] => {
  const looked = terms(question)
  return vouched
    .map((each) => ({ each, share: measureCoverage(`${each.question ?? ''}\n${each.content}`, looked) }))
    .filter(({ share }) => share >= VOUCHED)
    .sort((a, b) => b.share - a.share)
    .slice(0, 1)
    .map(({ each }) => each)
}

import { AnswerText } from '../../../apps/server/src/features/assistant/answer-text.ts'
import {
  isSameQuestion,
  nearness,
  readWording,
} from '../../../apps/server/src/features/assistant/likeness.ts'
import { askedPart, isPersonal } from '../../../apps/server/src/features/assistant/kinds/asked-part.ts'
import { dangerIn } from '../../../apps/server/src/features/assistant/kinds/danger.ts'
import { isGibberish } from '../../../apps/server/src/features/assistant/kinds/gibberish.ts'
import { isAsking, kindOf } from '../../../apps/server/src/features/assistant/kinds/kind-of.ts'
import { languagesIn } from '../../../apps/server/src/features/assistant/kinds/compiled.ts'
import { foldWording, plain } from '../../../apps/server/src/features/assistant/kinds/plain.ts'
import { aboutOrganisation } from '../../../apps/server/src/features/assistant/organisation.ts'
import { renumber } from '../../../apps/server/src/features/assistant/markers.ts'
import { measureCoverage, terms } from '../../../apps/server/src/features/assistant/matching.ts'
import type { Source } from '../../../apps/server/src/features/assistant/model.ts'
import { buildPrompt } from '../../../apps/server/src/features/assistant/providers/prompt.ts'
import { CitationReader } from '../../../apps/server/src/features/assistant/providers/read-citations.ts'
import { quote } from '../../../apps/server/src/features/assistant/quote.ts'
import { textsFor } from '../../../apps/server/src/features/assistant/texts-for.ts'
import { unwrap } from '../../../apps/server/src/features/assistant/unwrap.ts'
import { assertGoodPassword } from '../../../apps/server/src/features/accounts/password-rules.ts'
import { deviceName } from '../../../apps/server/src/features/accounts/device-name.ts'
import { claimsTitle, looksLike } from '../../../apps/server/src/features/accounts/likeness-of-names.ts'
import { foldEmail } from '../../../apps/server/src/features/accounts/users.ts'
import { safeFilename, withExtension } from '../../../apps/server/src/features/attachments/filename.ts'
import { readHeading } from '../../../apps/server/src/features/documents/headings.ts'
import { maskImages } from '../../../apps/server/src/features/documents/mask-images.ts'
import { prepareText } from '../../../apps/server/src/features/documents/draft.ts'
import { withoutExtension } from '../../../apps/server/src/features/documents/pictures.ts'
import { weigh } from '../../../apps/server/src/features/documents/relevance.ts'
import { resemblance } from '../../../apps/server/src/features/documents/resemblance.ts'
import { splitPassages } from '../../../apps/server/src/features/documents/split-passages.ts'
import {
  gramMatch,
  readTerms,
  readTokens,
  wordMatch,
} from '../../../apps/server/src/features/documents/terms.ts'
import { sentencesOf } from '../../../apps/server/src/platform/sentences.ts'
import {
  foldForSearch,
  isSpaceless,
  stemOf,
  tokensOf,
  trigramsOf,
  wordsOf,
} from '../../../apps/server/src/platform/words.ts'
import { excerptOf } from '../../../apps/server/src/features/notices/excerpt.ts'
import { withoutMarks } from '../../../apps/server/src/features/notices/plain-excerpt.ts'
import { textsOf } from '../../../apps/server/src/features/search/index-messages.ts'
import { finderOf, foldWithPlaces, nearFinderOf } from '../../../apps/server/src/features/search/matching.ts'
import { cutSnippet } from '../../../apps/server/src/features/search/snippet.ts'
import { readQuery } from '../../../apps/server/src/features/search/read-query.ts'
import {
  conversationTerm,
  foldForMatch,
  halvesOf,
  hasSpaceless,
  hasOf,
  monthTerm,
  nearMatch,
  senderTerm,
  spacedWordsOf,
  stemFor,
  termsOf,
  wantedMatch,
} from '../../../apps/server/src/features/search/terms.ts'
import { placePage, placeWorker, withoutBasePath } from '../../../apps/server/src/http/base-path.ts'
import { parseJson } from '../../../apps/server/src/http/body.ts'
import { encodingFor } from '../../../apps/server/src/http/encoding.ts'
import { corsHeaders, pagePolicy } from '../../../apps/server/src/http/headers.ts'
import { Origins } from '../../../apps/server/src/http/origins.ts'
import { PathTable } from '../../../apps/server/src/http/path-table.ts'
import { decodeCursor, encodeCursor } from '../../../apps/server/src/platform/cursor.ts'
import { parseTimestamp } from '../../../apps/server/src/platform/clock.ts'
import { disposition } from '../../../apps/server/src/platform/download.ts'
import { languageOf } from '../../../apps/server/src/platform/language.ts'
import { foldText } from '../../../apps/server/src/platform/fold.ts'
import { withAddresses } from '../../../apps/server/src/platform/media/inspection.ts'
import { replaceImages } from '../../../apps/server/src/platform/media/replace-images.ts'
import { escapeMath, operatorOf, symbolOf } from '../../../apps/server/src/platform/media/latex.ts'
import { WordEquations } from '../../../apps/server/src/platform/media/word-equations.ts'
import { assembleTables } from '../../../apps/server/src/platform/media/word-tables.ts'
import { readInbound } from '../../../apps/server/src/realtime/inbound.ts'
import { isFull } from '../../drawn.ts'
import type { TextFunctions } from '../text-functions.ts'

/** A longer text shows nothing new. */
const LONG = isFull ? 64_000 : 16_000

const QUESTION = 'How do we complete the square of quadratic equations with fractions?'
const LOOKED: ReadonlySet<string> = new Set(['complet', 'squar', 'a', 'ab', 'word'])
const TERM = { text: 'squares', stem: 'square', spaceless: false }
const SPACELESS = { text: '字の', stem: '字の', spaceless: true }

const refused = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

const sourceOf = (text: string): Source => ({
  number: 1,
  document_id: 'a',
  version: 1,
  title: text,
  headings: [text],
  span: { start: 0, end: 1, sha256: '' },
  excerpt: text,
})

/** As a model sends it: in pieces of a few characters. */
const inPieces = (text: string): readonly string[] => text.match(/[\s\S]{1,8}/g) ?? []

const readCited = (text: string): void => {
  const reader = new CitationReader(new Set([1, 2]))
  for (const piece of inPieces(text)) reader.read(piece)
  reader.end()
}

const writeAnswer = (text: string): string => {
  const answer = new AnswerText()
  for (const piece of inPieces(text)) answer.add(piece)
  return answer.content
}

const rowOf = (text: string) => ({
  id: 1,
  document_id: 'a',
  version: 1,
  title: text,
  start: 0,
  end: 1,
  sha256: '',
  headings: JSON.stringify([text]),
  text,
  page: null,
  lang: null,
})

const PATHS = new PathTable([
  { endpoint: { path: '/users/:id/a.b', method: 'get' } },
] as unknown as ConstructorParameters<typeof PathTable>[0])

const equation = (text: string) => `<w:p><m:oMath><m:r><m:t>${text}</m:t></m:r></m:oMath></w:p>`

export const SERVER: TextFunctions = {
  'features/accounts/device-name.ts': { deviceName },
  'features/accounts/likeness-of-names.ts': {
    claimsTitle,
    looksLike: (text) => [looksLike(text, 'Ada'), looksLike('Ada', text)],
  },
  'features/accounts/password-rules.ts': {
    assertGoodPassword: (text) =>
      refused(() => assertGoodPassword(text, { email: 'ada@lectern.example', name: 'Ada Lovelace' })),
  },
  'features/accounts/users.ts': { foldEmail },
  'features/assistant/answer-text.ts': { 'AnswerText.add': writeAnswer },
  'features/assistant/kinds/asked-part.ts': { askedPart, isPersonal },
  'features/assistant/kinds/compiled.ts': { languagesIn },
  'features/assistant/kinds/danger.ts': { dangerIn },
  'features/assistant/kinds/gibberish.ts': { isGibberish },
  'features/assistant/kinds/kind-of.ts': { kindOf, isAsking },
  'features/assistant/kinds/plain.ts': { foldWording, plain },
  'features/assistant/likeness.ts': {
    isSameQuestion: (text) => [isSameQuestion(text, QUESTION), isSameQuestion(text, text)],
    readWording,
    nearness: (text) => {
      const [written, question] = [readWording(text), readWording(QUESTION)]
      return [nearness(written, question), nearness(question, written), nearness(written, written)]
    },
  },
  'features/assistant/markers.ts': { renumber: (text) => renumber(text, [undefined, undefined]) },
  'features/assistant/matching.ts': { terms, measureCoverage: (text) => measureCoverage(text, LOOKED) },
  'features/assistant/organisation.ts': {
    aboutOrganisation: (text) =>
      aboutOrganisation(
        [{ ...sourceOf(text), relevance: 1, together: 1 }] as never,
        `when is the exam? ${text}`,
      ),
  },
  'features/assistant/providers/prompt.ts': {
    buildPrompt: (question) =>
      buildPrompt({
        question,
        kind: 'material',
        history: [],
        passages: [],
        vouched: [],
        mode: 'full',
        staff_read: true,
      }),
    'buildPrompt with sources': {
      work: (text) =>
        buildPrompt({
          question: QUESTION,
          kind: 'material',
          history: [{ by: 'asker', name: text, content: text }],
          passages: [sourceOf(text)],
          vouched: [{ message_id: 'a', author: text, content: text, question: text }],
          mode: 'full',
          staff_read: true,
        }),
      length: 8_000,
    },
  },
  'features/assistant/providers/read-citations.ts': {
    'CitationReader.read': readCited,
    'CitationReader.read at once': (text) => new CitationReader(new Set([1])).read(text),
  },
  'features/assistant/quote.ts': {
    // A short text is quoted as it is.
    quote: { work: (text) => quote(text, LOOKED), length: 8_000, bounded: 5_000 },
  },
  'features/assistant/texts-for.ts': { textsFor },
  'features/assistant/unwrap.ts': { unwrap },
  'features/attachments/filename.ts': {
    safeFilename,
    withExtension: (text) => withExtension(text, 'jpg'),
  },
  'features/documents/draft.ts': { prepareText: (text) => prepareText(text, 'markdown', text) },
  'features/documents/headings.ts': { readHeading: (text) => [readHeading(text), readHeading(`# ${text}`)] },
  'features/documents/mask-images.ts': { maskImages },
  'features/documents/pictures.ts': { withoutExtension },
  'features/documents/relevance.ts': {
    weigh: (text) =>
      weigh(rowOf(text), [
        { ...TERM, isUnknown: true, weight: 1 },
        { ...SPACELESS, isUnknown: false, weight: 1 },
      ]),
  },
  'features/documents/resemblance.ts': {
    resemblance: (text) => wordsOf(text).map((word) => resemblance(TERM, word, true)),
  },
  'features/documents/split-passages.ts': {
    splitPassages: { work: (text) => splitPassages(text, 'markdown'), length: LONG },
    'splitPassages of plain text': { work: (text) => splitPassages(text, 'text'), length: LONG },
  },
  'features/documents/terms.ts': {
    readTokens,
    readTerms: (text) => readTerms(text).flatMap((term) => [wordMatch(term), gramMatch(term, true)]),
  },
  'features/search/index-messages.ts': {
    textsOf: (text) => textsOf({ content: text, parts: [] }),
  },
  'features/search/matching.ts': {
    foldWithPlaces,
    finderOf: (text) => finderOf({ text: 'ab', stem: 'a', quoted: false })(text),
    'finderOf of a phrase': (text) => finderOf({ text: 'ab ba', quoted: true })(text),
    nearFinderOf: (text) => nearFinderOf({ text: 'abbaab', quoted: false })?.(text),
  },
  'features/notices/excerpt.ts': { excerptOf },
  'features/notices/plain-excerpt.ts': { withoutMarks },
  'features/search/read-query.ts': { readQuery },
  'features/search/snippet.ts': {
    cutSnippet: (text) => cutSnippet(text, foldWithPlaces(text), [{ start: 0, end: 1, quality: 1 }]),
  },
  'features/search/terms.ts': {
    foldForMatch,
    spacedWordsOf,
    termsOf,
    wantedMatch: (text) => wantedMatch({ text, quoted: true }),
    nearMatch: (text) => nearMatch({ text, quoted: false }),
    hasSpaceless,
    halvesOf: (text) => halvesOf({ text, quoted: false }),
    hasOf: (text) => hasOf({ kind: 'text', content: text, parts: [] }),
    conversationTerm,
    senderTerm,
    monthTerm,
    stemFor,
  },
  'platform/sentences.ts': { sentencesOf },
  'platform/words.ts': { foldForSearch, isSpaceless, stemOf, tokensOf, trigramsOf, wordsOf },
  'http/base-path.ts': {
    withoutBasePath: (text) => withoutBasePath(`/lectern${text}`, '/lectern'),
    placePage: (text) => placePage(text, '/lectern'),
    placeWorker: (text) => placeWorker(text, text, text),
  },
  'http/body.ts': {
    parseJson: (text) => [
      refused(() => parseJson(Buffer.from(text), 'application/json')),
      refused(() => parseJson(Buffer.from('{}'), text)),
    ],
  },
  'http/encoding.ts': { encodingFor },
  'http/headers.ts': { pagePolicy, corsHeaders },
  'http/origins.ts': {
    'Origins.isListed': (text) => new Origins([], true).isListed(text),
    'Origins.isForeign': (text) =>
      new Origins([], true).isForeign({ encrypted: false, address: text, header: () => text }),
    'Origins.addressOf': (text) =>
      new Origins([], true).addressOf({ encrypted: false, address: text, header: () => text }),
  },
  'http/path-table.ts': { 'PathTable.methodsAt': (text) => PATHS.methodsAt(`/users/${text}`) },
  'platform/clock.ts': { parseTimestamp },
  'platform/cursor.ts': {
    encodeCursor: (text) => encodeCursor([text]),
    decodeCursor: (text) => [
      refused(() => decodeCursor(text, 1)),
      refused(() => decodeCursor(encodeCursor([text]), 1)),
    ],
  },
  'platform/download.ts': { disposition: (text) => disposition(text.toWellFormed()) },
  'platform/fold.ts': { foldText },
  'platform/language.ts': { languageOf },
  'platform/media/inspection.ts': { withAddresses: (text) => withAddresses(text, (place) => `a${place}`) },
  'platform/media/replace-images.ts': { replaceImages: (text) => replaceImages(text, '', () => '') },
  'platform/media/latex.ts': {
    escapeMath: (text) => [escapeMath(text), escapeMath(text, 'text')],
    operatorOf,
    symbolOf,
  },
  'platform/media/word-equations.ts': {
    'WordEquations.takeOut': (text) => [
      new WordEquations().takeOut(text),
      new WordEquations().takeOut(equation(text)),
      new WordEquations().takeOut(equation('x').repeat(text.length / 60)),
    ],
    'WordEquations.putIn': (text) => new WordEquations().putIn(text),
  },
  'platform/media/word-tables.ts': {
    assembleTables: (text) => [assembleTables(text), assembleTables(`\uE002${text}\uE006`)],
  },
  'realtime/inbound.ts': {
    readInbound: (text) => [readInbound(text), readInbound(JSON.stringify({ type: 'auth', token: text }))],
  },
}

import type { ConversationSummary } from '@lectern/client'
import { LIMITS, type Member } from '@lectern/protocol'
import { readCues } from '../../../packages/react/src/attachments/captions.ts'
import { badgeOf, kindOf, languageOf } from '../../../packages/react/src/attachments/file-kind.ts'
import { readNotebook } from '../../../packages/react/src/attachments/notebook.ts'
import { isLonger } from '../../../packages/react/src/ui/TooLong.tsx'
import { isTooLong } from '../../../packages/react/src/chat/composer/CharacterCount.tsx'
import { findMembers, mentionsIn } from '../../../packages/react/src/chat/composer/complete/mentions.ts'
import { moveMeant } from '../../../packages/react/src/chat/composer/complete/move-meant.ts'
import { triggerAt } from '../../../packages/react/src/chat/composer/complete/trigger.ts'
import {
  decodeAttribute,
  decodeText,
  isDecodable,
} from '../../../packages/react/src/chat/composer/paste/entities.ts'
import {
  placesToEscape,
  shows,
  withEscapes,
} from '../../../packages/react/src/chat/composer/paste/escape-words.ts'
import { guessLanguage } from '../../../packages/react/src/chat/composer/paste/guess-language.ts'
import { htmlAsMarkdown } from '../../../packages/react/src/chat/composer/paste/html-as-markdown.ts'
import { readHtml } from '../../../packages/react/src/chat/composer/paste/html-tree.ts'
import { htmlTokens } from '../../../packages/react/src/chat/composer/paste/html-tokens.ts'
import { continueList } from '../../../packages/react/src/chat/composer/writing/continue-list.ts'
import {
  applyFormat,
  FORMATS,
  wrapInFence,
} from '../../../packages/react/src/chat/composer/writing/format.ts'
import { sayAgain } from '../../../packages/react/src/core/say-again.ts'
import { wordPieces, wordsWithBlanks } from '../../../packages/react/src/core/word-pieces.ts'
import { namesOf, targetOf } from '../../../packages/react/src/text/anchors.ts'
import { findEmoji, type Emoji } from '../../../packages/react/src/core/emoji/emoji-set.ts'
import { fold, holdsWords } from '../../../packages/react/src/core/fold.ts'
import { diffWords } from '../../../packages/react/src/documents/diff-words.ts'
import { findSections } from '../../../packages/react/src/emoji/emoji-sections.ts'
import { findKeys } from '../../../packages/react/src/help/key-groups.ts'
import { Formats } from '../../../packages/react/src/labels/formats.ts'
import { isDay, typedFilter } from '../../../packages/react/src/panels/search/message-filters.ts'
import { englishLabels } from '../../../packages/react/src/labels/english-labels.ts'
import { filterConversations } from '../../../packages/react/src/panels/conversations/filter-conversations.ts'
import { readsLikeQuestion } from '../../../packages/react/src/questions/reads-like-question.ts'
import { changedWords } from '../../../packages/react/src/rows/changed-words.ts'
import { splitCitationMarks } from '../../../packages/react/src/text/citation-marks.ts'
import { colouringFor } from '../../../packages/react/src/text/colour-code.tsx'
import { directionOf } from '../../../packages/react/src/text/direction.ts'
import { tidy } from '../../../packages/react/src/text/drawn.ts'
import { isBehind, isBracketed, isDisplay, isInline } from '../../../packages/react/src/text/formula-signs.ts'
import { drawFormula, isDrawn } from '../../../packages/react/src/text/draw-formula.ts'
import { Formulas } from '../../../packages/react/src/text/formula-tokens.ts'
import { languages } from '../../../packages/react/src/text/languages.ts'
import { GrowingText } from '../../../packages/react/src/text/lex.ts'
import { lexPage } from '../../../packages/react/src/text/lex-page.ts'
import { readChat } from '../../../packages/react/src/text/reader/read-chat.ts'
import { cutInTheMiddle, safeLink, withoutTurning } from '../../../packages/react/src/text/links.ts'
import { markedPieces, markWords, withoutMarks } from '../../../packages/react/src/text/mark-words.ts'
import { splitMentions } from '../../../packages/react/src/text/mentions.ts'
import { placeInText } from '../../../packages/react/src/text/place-in-text.ts'
import { plainText } from '../../../packages/react/src/text/plain-text.ts'
import { preview } from '../../../packages/react/src/text/preview.ts'
import { FormulaReader } from '../../../packages/react/src/text/read-formula.ts'
import { spokenMentions } from '../../../packages/react/src/text/spoken-mentions.ts'
import { texWords } from '../../../packages/react/src/text/tex-words.ts'
import { tokenKind } from '../../../packages/react/src/text/token-kind.ts'
import { initials } from '../../../packages/react/src/ui/Avatar.tsx'
import { replaceRange } from '../../../packages/react/src/ui/edit-text.ts'
import { mayBeCut } from '../../../packages/react/src/ui/Truncated.tsx'
import { isFull } from '../../drawn.ts'
import type { TextWork } from '../find-fast-growth.ts'
import type { Work } from '../measure-growth.ts'
import type { TextFunctions } from '../text-functions.ts'

const MESSAGE = LIMITS.message_chars
/** A longer text shows nothing new. */
const LONG = 64_000
/** The renderer reads up to this many characters again at each mark. */
const SPAN = 5_000

const ID = '0192d0c0-0000-7000-8000-000000000000'
const MEMBERS: readonly Member[] = ['Ada', 'Ada Lovelace', 'Ben', 'a', '字'].map(
  (name) => ({ user_id: name, name, role: 'student' }) as Member,
)
const MENTIONS = MEMBERS.map(({ user_id, name }) => ({ user_id, name }))
const EMOJI: readonly Emoji[] = [
  { emoji: '😀', name: 'grinning', codes: ['grin'], group: 0, tones: [], words: ' grinning a ab' },
]
const KEYS = [{ title: 'Writing', keys: [{ meaning: 'Send', chord: ['Enter'] }] }]

const narrowing = (typed: string) =>
  ({ filter: 'all', typed, found: new Set<string>(), selectedId: ID }) as const
const titled = (text: string) =>
  [
    { kind: 'group', unread: 0, display_title: text, members: [{ name: text }] },
  ] as unknown as ConversationSummary[]

/** In places all over the text, as search marks its words. */
const highlightsIn = (text: string) =>
  Array.from({ length: Math.ceil(text.length / 40) }, (_, index) => ({
    start: index * 40,
    end: index * 40 + 5,
  }))

/** At each place, as the lexer does. */
const readFormulas = (text: string, read: (reader: FormulaReader, at: number) => unknown): void => {
  const reader = new FormulaReader(text.length)
  for (let at = 0; at < text.length; at++) read(reader, at)
}

let drawn = 0
/** A formula that was not drawn before: former ones are remembered. */
const another = (text: string): string => `${drawn++} ${text}`

/** A text comes in this many pieces, which take the same number of readings whatever its length. */
const PIECES = 8

const grow = (text: string): void => {
  const growing = new GrowingText()
  for (let piece = 1; piece <= PIECES; piece++)
    growing.read(text.slice(0, Math.ceil((text.length * piece) / PIECES)))
}

/** A longer line is not coloured. */
const LINE = 500
const OFTEN = new Set(['python', 'cpp', 'html', 'latex'])

/** Those that classes use most; the full test has all. */
const colourings = async (): Promise<Record<string, TextWork | Work>> => {
  const each = await Promise.all(
    languages
      .map(({ aliases: [alias = ''] }) => alias)
      .filter((alias) => isFull || OFTEN.has(alias))
      .map(async (alias) => ({ alias, colouring: await colouringFor(alias) })),
  )
  return Object.fromEntries(
    each.map(({ alias, colouring }) => [
      `colouringFor ${alias}`,
      { work: (text: string) => colouring?.paint(text), length: 8 * LINE, bounded: LINE },
    ]),
  )
}

const selected = (text: string) => ({ text, start: 1, end: text.length - 1 })

export const REACT: TextFunctions = {
  'core/say-again.ts': { sayAgain: (text) => [sayAgain('', text), sayAgain(text, text)] },
  'core/word-pieces.ts': { wordPieces, wordsWithBlanks },
  'text/anchors.ts': { namesOf: (text) => namesOf(text.split('\n')), targetOf },
  'attachments/captions.ts': {
    readCues: (text) => [readCues(text), readCues(`00:01.000 --> 00:02.000\n${text}`)],
  },
  'attachments/file-kind.ts': {
    badgeOf,
    languageOf,
    kindOf: (text) => [
      kindOf({ media_type: 'a/b', filename: text }),
      kindOf({ media_type: text, filename: 'a' }),
    ],
  },
  'attachments/notebook.ts': {
    readNotebook: (text) => [
      readNotebook(text),
      readNotebook(JSON.stringify({ cells: [{ cell_type: 'code', source: [text], outputs: [{ text }] }] })),
    ],
  },
  'ui/TooLong.tsx': { isLonger: (text) => isLonger(text, MESSAGE) },
  'chat/composer/CharacterCount.tsx': { isTooLong },
  'chat/composer/complete/mentions.ts': {
    mentionsIn: {
      work: (text) => mentionsIn(text, MEMBERS, []),
      length: MESSAGE,
    },
    findMembers: (typed) => findMembers(MEMBERS, typed, []),
  },
  'chat/composer/complete/move-meant.ts': {
    moveMeant: (text) =>
      moveMeant([{ at: 1, name: 'Ada', user_id: 'a' }], { before: text, after: `${text.slice(1)}.` }),
  },
  'chat/composer/complete/trigger.ts': { triggerAt: (text) => triggerAt(text, text.length) },
  'chat/composer/paste/guess-language.ts': { guessLanguage },
  'chat/composer/paste/html-as-markdown.ts': {
    htmlAsMarkdown: (text) => [htmlAsMarkdown(text), htmlAsMarkdown(`<b>${text}</b>`)],
  },
  'chat/composer/paste/escape-words.ts': {
    placesToEscape,
    shows: (text) => shows(text, text),
    withEscapes: (text) => withEscapes(text, new Set([0, text.length - 1])),
  },
  'chat/composer/paste/entities.ts': { isDecodable, decodeText, decodeAttribute },
  'chat/composer/paste/html-tree.ts': { readHtml },
  'chat/composer/paste/html-tokens.ts': { htmlTokens: (text) => [...htmlTokens(text)] },
  'chat/composer/writing/continue-list.ts': { continueList: (text) => continueList(text, text.length) },
  'chat/composer/writing/format.ts': {
    applyFormat: (text) => FORMATS.map((format) => applyFormat(format, selected(text))),
    wrapInFence: (text) => wrapInFence(selected(text), '```'),
  },
  'core/emoji/emoji-set.ts': { findEmoji: (typed) => findEmoji(EMOJI, typed) },
  'core/fold.ts': {
    fold,
    holdsWords: (text) => [holdsWords(text, 'Algebra'), holdsWords('algebra 2', text)],
  },
  'documents/diff-words.ts': { diffWords: (text) => diffWords(text, `${text.slice(1)}.`) },
  'emoji/emoji-sections.ts': { findSections: (typed) => findSections(EMOJI, typed, 'Found') },
  'help/key-groups.ts': { findKeys: (typed) => findKeys(KEYS, typed) },
  'panels/search/message-filters.ts': { isDay, typedFilter: (text) => typedFilter(text, englishLabels) },
  'labels/formats.ts': { 'Formats.names': (text) => new Formats(englishLabels, 'en').names([text, text]) },
  'panels/conversations/filter-conversations.ts': {
    filterConversations: (text) => [
      filterConversations(titled('Algebra'), narrowing(text)),
      filterConversations(titled(text), narrowing('algebra')),
    ],
  },
  'questions/reads-like-question.ts': { readsLikeQuestion },
  'rows/changed-words.ts': { changedWords: (text) => changedWords(text, `${text.slice(1)}.`) },
  'text/citation-marks.ts': { splitCitationMarks: (text) => splitCitationMarks(text, 9) },
  'text/colour-code.tsx': await colourings(),
  'text/direction.ts': { directionOf: { work: (text) => directionOf(lexPage(text)), length: SPAN } },
  'text/draw-formula.ts': {
    // KaTeX takes a tenth of a millisecond for each character.
    drawFormula: { work: (text) => drawFormula(another(text), false), length: 1_000 },
    isDrawn: (text) => isDrawn(text, false),
  },
  'text/lex.ts': {
    'GrowingText.read': grow,
  },
  'text/lex-page.ts': { lexPage: { work: lexPage, length: isFull ? MESSAGE : 8_000, bounded: SPAN } },
  'text/reader/read-chat.ts': { readChat: { work: readChat, length: isFull ? LONG : MESSAGE } },
  'text/formula-signs.ts': {
    isBehind,
    isInline,
    isDisplay,
    isBracketed: (text) => [isBracketed(text, ''), isBracketed('a', text)],
  },
  'text/drawn.ts': { tidy },
  'text/links.ts': {
    withoutTurning,
    safeLink: (text) => [
      safeLink(text, text),
      safeLink(`https://${text}`, text),
      safeLink(`mailto:${text}`, text),
    ],
    cutInTheMiddle: (text) => [cutInTheMiddle(text), cutInTheMiddle(`https://${text}`)],
  },
  'text/mark-words.ts': {
    withoutMarks,
    markWords: (text) => markWords(text, highlightsIn(text), readChat),
    markedPieces: (text) => [markedPieces(text), markedPieces(`\uE0D0${text}\uE0D1`)],
  },
  'text/mentions.ts': { splitMentions: (text) => splitMentions(text, MENTIONS) },
  'text/place-in-text.ts': { placeInText: (text) => placeInText(text, text) },
  'text/spoken-mentions.ts': { spokenMentions: (text) => spokenMentions(another(text), MEMBERS) },
  'text/plain-text.ts': { plainText: { work: (text) => plainText(lexPage(text)), length: SPAN } },
  'text/preview.ts': { preview: (content) => preview({ content: another(content) }) },
  'text/formula-tokens.ts': {
    'Formulas.within': (text) => new Formulas(text.length).within(text, () => text),
  },
  'text/read-formula.ts': {
    'FormulaReader.read': (text) => readFormulas(text, (reader, at) => reader.read(text, at)),
    'FormulaReader.readDisplay': (text) => readFormulas(text, (reader, at) => reader.readDisplay(text, at)),
  },
  'text/token-kind.ts': { tokenKind },
  'text/tex-words.ts': { texWords },
  'ui/Avatar.tsx': { initials },
  'ui/Truncated.tsx': { mayBeCut },
  'ui/edit-text.ts': { replaceRange: (text) => replaceRange(0, 1, text) },
}

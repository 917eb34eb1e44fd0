import { faultsOf } from '@lectern/texts/testing'
import { expect, test } from 'vitest'
import { de } from '../texts/de.ts'
import { en } from '../texts/en.ts'
import { parameters } from '../texts/parameters.ts'
import { germanLabels } from './german-labels.ts'
import { englishLabels } from './english-labels.ts'

test('every language has the keys and the arguments of English, and every message can be formatted', () => {
  const faults = faultsOf(
    { en, de },
    {
      parameters,
      samples: { reasons: [[{}], [{ limit: 5 }]] },
      // The server's own sentences are English already.
      open: ['cards/reasons', 'cards/verbs'],
    },
  )
  expect(faults).toEqual([])
})

test('a number takes the form of its language', () => {
  expect([0, 1, 2, 5].map(englishLabels.newMessages)).toEqual([
    '0 new messages',
    '1 new message',
    '2 new messages',
    '5 new messages',
  ])
  expect([0, 1, 2, 5].map(germanLabels.newMessages)).toEqual([
    '0 neue Nachrichten',
    '1 neue Nachricht',
    '2 neue Nachrichten',
    '5 neue Nachrichten',
  ])
})

test('zero has words of its own', () => {
  expect([0, 1, 2, 5].map(englishLabels.answers)).toEqual([
    'No answers yet',
    '1 answer',
    '2 answers',
    '5 answers',
  ])
  expect(germanLabels.answers(0)).toBe('Noch keine Antwort')
})

test('the last character is singular, and so is one person', () => {
  expect(englishLabels.charactersLeft('1', 1)).toBe('1 character left')
  expect(englishLabels.charactersLeft('1,000', 1_000)).toBe('1,000 characters left')
  expect(englishLabels.tooLong('1', '20,000', 1)).toContain('1 character over the limit of 20,000.')
  expect(germanLabels.cards.completedCount(1)).toBe('1 hat es erledigt')
  expect(germanLabels.cards.completedCount(2)).toBe('2 haben es erledigt')
  expect([1, 2].map(englishLabels.files)).toEqual(['1 file', '2 files'])
  expect([1, 2].map(germanLabels.files)).toEqual(['1 Datei', '2 Dateien'])
  expect(germanLabels.membersAdded('Ada', 1)).toBe('hat Ada und noch jemanden hinzugefügt')
  expect(germanLabels.membersAdded('Ada', 2)).toBe('hat Ada und 2 weitere hinzugefügt')
  expect(englishLabels.announceMany(1, 'Ada')).toBe('1 new message from Ada')
})

test('a reaction of the user is told in the second person', () => {
  expect(englishLabels.reactedWith('You', '👍', 'self')).toBe('You reacted with 👍')
  expect(englishLabels.reactedWith('Ada', '👍', 'one')).toBe('Ada reacted with 👍')
  expect(germanLabels.reactedWith('Du', '👍', 'self')).toBe('Du hast mit 👍 reagiert')
  expect(germanLabels.reactedWith('Du und Ada', '👍', 'withSelf')).toBe('Du und Ada habt mit 👍 reagiert')
  expect(germanLabels.reactedWith('Ada', '👍', 'one')).toBe('Ada hat mit 👍 reagiert')
  expect(germanLabels.reactedWith('Ada und Ben', '👍', 'many')).toBe('Ada und Ben haben mit 👍 reagiert')
})

test('a name is shown unchanged, whatever characters it has', () => {
  expect(englishLabels.acceptedBy('{name} <b>undefined')).toBe('Accepted by {name} <b>undefined')
  expect(englishLabels.acceptedBy(undefined)).toBe('Accepted answer')
})

test('what the reader did is told in the second person, and not with a name in a sentence', () => {
  const told = (labels: typeof englishLabels) => [
    labels.acceptedBy('You', true),
    labels.endorsedBy('You', true),
    labels.pinnedBy('You', true),
    labels.replyingTo('Ada', true),
    labels.cards.askedBy('Ada', true),
    labels.cards.helping('Ada', true),
    labels.assistant.checkedBy('Ada', true),
    labels.assistant.checkedAndEditedBy('Ada', true),
    labels.assistant.dismissedByStaff('Ada', true),
    labels.assistant.decidedMeanwhile('Ada', true, true),
    labels.assistant.decidedMeanwhile('Ada', false, true),
  ]
  expect(told(englishLabels)).toEqual([
    'Accepted by you',
    'Endorsed by you',
    'Pinned by you',
    'Replying to yourself',
    'Asked by you',
    'You are helping',
    'Checked by you',
    'Checked and edited by you',
    'You turned it down. The question is open.',
    'You have approved it already.',
    'You have turned it down already.',
  ])
  expect(told(germanLabels).filter((text) => /\b(von|von Du|Ada|You)\b|\bDu (ist|hat)\b/.test(text))).toEqual(
    [],
  )
  expect(germanLabels.acceptedBy('Du', true)).toBe('Von dir angenommen')
  expect(germanLabels.endorsedBy('Du', true)).toBe('Von dir bestätigt')
})

/** A name in a sentence about what somebody did: it needs a form for the reader. */
const DEED = /(\b(?:by|von) \{name\}|\{name\} (?:is|has|hat|hilft))/i
/** Never the reader: each is about somebody else, by what it says or where it stands. */
const OTHERS = [
  ...['readBy', 'isTyping', 'assistantWrites', 'takenBy', 'dismissed', 'thinks', 'stopped', 'reportHint'],
  ...['selectMessage', 'memberRemoved', 'membersAdded', 'removed', 'firstPageOf'],
  // What others did is said aloud.
  ...['added', 'editedBy', 'deletedBy', 'accepted', 'endorsed'],
]

test('every message about a deed of a person has a form for the reader', () => {
  const without = (messages: object): string[] =>
    Object.entries(messages).flatMap(([key, message]) => {
      if (typeof message === 'object') return without(message as object)
      const needs = DEED.test(String(message)) && !OTHERS.includes(key)
      return needs && !String(message).includes('self {') ? [key] : []
    })
  expect([...without(en), ...without(de)]).toEqual([])
})

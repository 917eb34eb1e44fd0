import { expect, test } from 'vitest'
import type { Message } from '@lectern/protocol'
import { langInShort } from './in-short.ts'

const card = (own_words?: true) =>
  ({ provenance: { kind: 'human', sources: [], ...(own_words && { own_words }) } }) as unknown as NonNullable<
    Message['card']
  >

test.each([
  ['a text', { lang: 'de' }, 'de'],
  ['a card in the words of its author', { lang: 'de', card: card(true) }, 'de'],
  ['a card in the words of the server', { lang: 'de', card: card() }, undefined],
  ['what has no language', {}, undefined],
])('the line of %s has the language of its words', (_, message, lang) => {
  expect(langInShort(message)).toBe(lang)
})

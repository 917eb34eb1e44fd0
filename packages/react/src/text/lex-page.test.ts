// Text of a document beyond a cap stays plain, where the lexer would take quadratic time or recurse.
import type { Token } from 'marked'
import { describe, expect, test } from 'vitest'
import { lexPage as lex } from './lex-page.ts'

const typesIn = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => [
    token.type,
    ...typesIn('tokens' in token ? (token.tokens ?? []) : []),
    ...('items' in token ? typesIn(token.items as Token[]) : []),
  ])
const count = (text: string, type: string) => typesIn(lex(text)).filter((each) => each === type).length

describe('emphasis', () => {
  test('is read with up to 400 marks in a paragraph, and not with more', () => {
    expect(count('*a* '.repeat(200), 'em')).toBe(200)
    expect(count(`${'*a* '.repeat(200)}_`, 'em')).toBe(0)
  })

  test('of a full paragraph takes none away from the next', () => {
    expect(count(`${'*a* '.repeat(201)}\n\n*b*`, 'em')).toBe(1)
  })
})

describe('nesting', () => {
  test.each(['> ', '- ', '1. ', '>'])('of 15 times %j is read, of 16 is text', (mark) => {
    expect(typesIn(lex(`${mark.repeat(15)}deep`)).length).toBeGreaterThan(15)
    expect(lex(`${mark.repeat(16)}deep`)).toEqual([
      { type: 'text', raw: `${mark.repeat(16)}deep`, text: `${mark.repeat(16)}deep` },
    ])
  })

  test('is looked for in every line, and in indented ones', () => {
    expect(lex(`first\n${'> '.repeat(16)}deep`)).toHaveLength(1)
    expect(lex(`first\n  ${'- '.repeat(16)}deep`)).toMatchObject([{ type: 'text' }])
  })
})

describe('the search for e-mail addresses', () => {
  test('covers runs of up to 2,000 characters without a space, and no longer ones', () => {
    const address = '@lectern.example'
    expect(count(`a${'b'.repeat(1_900)}${address}`, 'link')).toBe(1)
    expect(count(`a${'b'.repeat(2_000)}${address}`, 'link')).toBe(0)
  })

  test('begins again after a run that is too long', () => {
    expect(count(`${'a'.repeat(2_000)} ada@lectern.example`, 'link')).toBe(1)
  })

  test('leaves a long web address a link', () => {
    expect(count(`https://lectern.example/${'a'.repeat(1_900)}`, 'link')).toBe(1)
    expect(count(`www.lectern.example/${'a'.repeat(1_900)}`, 'link')).toBe(1)
  })
})

describe('S9 the search for the end', () => {
  test.each([
    ['a link', 'link', (words: string) => `[${words}](#a)`, 1_900, 2_100],
    ['code', 'codespan', (words: string) => `\`${words}\``, 3_900, 4_100],
  ])('of %s has a limit', (_, type, make, near, far) => {
    expect(count(make('a '.repeat(near / 2)), type)).toBe(1)
    expect(count(make('a '.repeat(far / 2)), type)).toBe(0)
  })

  test('of formulas takes no more than 64 readings of the text', () => {
    expect(count(`${'$a '.repeat(20)}$x$`, 'formula')).toBe(1)
    expect(count(`${'$a '.repeat(6_000)}\n\n$x$`, 'formula')).toBe(0)
  })
})

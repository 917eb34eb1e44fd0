import { describe, expect, test } from 'vitest'
import type { Token } from 'marked'
import { lex } from './lex.ts'

const formulasIn = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => {
    if (token.type === 'formula') return [`${token.display ? 'display' : 'inline'} ${token.tex}`]
    if (token.type === 'list')
      return token.items.flatMap((item: { tokens: Token[] }) => formulasIn(item.tokens))
    if (token.type === 'table')
      return token.rows.flat().flatMap((cell: { tokens: Token[] }) => formulasIn(cell.tokens))
    return 'tokens' in token ? formulasIn(token.tokens ?? []) : []
  })

describe('a formula', () => {
  test.each([
    ['$x^2$', ['inline x^2']],
    ['so $x$, $y$.', ['inline x', 'inline y']],
    ['($n$th)', ['inline n']],
    ['求$x$的值', ['inline x']],
    ['$`a_1`$', ['inline a_1']],
    ['\\(a+b\\)', ['inline a+b']],
    ['$a\nb$', ['inline a\nb']],
    ['$\\$5$', ['inline \\$5']],
    ['$$x$$', ['display x']],
    ['a $$x$$ b', ['display x']],
    ['\\[x\\]', ['display x']],
    ['text\n$$\na = b\n- c\n# d\n$$\nmore', ['display a = b\n- c\n# d']],
    ['text\n\\[\na\n\\]', ['display a']],
    ['- one $x$\n- $$y$$', ['inline x', 'display y']],
    ['> $$\n> x\n> $$', ['display x']],
    ['| a | b |\n|---|---|\n| $x$ | 2 |', ['inline x']],
    ['**bold $a*b*c$ text**', ['inline a*b*c']],
    ['*see $a*b$ here*', ['inline a*b']],
    ['_see $a_1$ and $b_1$_', ['inline a_1', 'inline b_1']],
    ['[$x$](https://lectern.example)', ['inline x']],
  ])('%j', (text, formulas) => {
    expect(formulasIn(lex(text))).toEqual(formulas)
  })

  test.each([
    '$5 and $10',
    'from $5 to $10, or US$20',
    '$5/$10',
    '$5-$6',
    '$20 for two, 30$ for three',
    'it costs 5$ and not 7$',
    '$ x $',
    '$x $',
    '\\$x$',
    '\\$5 and \\$6',
    '`$x$`',
    '```\n$x$\n```',
    '$$$',
    '$$ $$',
    '$x\n\ny$',
    'export PATH=$PATH:$HOME',
    '\\[text\\](https://lectern.example)',
    '\\(',
  ])('%j is none', (text) => {
    expect(formulasIn(lex(text))).toEqual([])
  })

  test('is one of 300 at most; further ones stay as typed', () => {
    expect(formulasIn(lex('$x$ '.repeat(1_000)))).toHaveLength(300)
  })
})

import { expect, test } from 'vitest'
import { lex } from './lex.ts'
import { hasWideBlock } from './wide-blocks.ts'

test.each([
  '```\ncode\n```',
  '    four = 4',
  '- a\n  ```\n  code\n  ```',
  '> | a | b |\n> |---|---|',
  'a | b\n--|--',
  'so $$x$$ follows',
  '\\[\nx\n\\]',
  '> - $$x$$\n> - b',
])('%j takes the whole width', (text) => expect(hasWideBlock(lex(text))).toBe(true))

test.each([
  '`code`',
  '$x$',
  'a | b',
  '~~~ hello ~~~',
  '$$ and then $$',
  '```print(1)```',
  'x\n:-|',
  '> quoted',
])('%j does not', (text) => expect(hasWideBlock(lex(text))).toBe(false))

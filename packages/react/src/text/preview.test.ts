import { expect, test } from 'vitest'
import { preview } from './preview.ts'

test.each([
  ['**Bold**, _it_ and ~~gone~~', 'Bold, it and gone'],
  ['# Title\n\ntext', 'Title text'],
  ['- one\n- two', 'one two'],
  ['- [x] done', 'done'],
  ['> quoted\n\nanswer', 'quoted answer'],
  ['see [the page](https://lectern.example)', 'see the page'],
  ['```python\nprint(1)\n```', 'print(1)'],
  ['use `a < b`', 'use a < b'],
  ['| a | b |\n|---|---|\n| 1 | 2 |', 'a · b 1 · 2'],
  ['So $x^2 \\le \\frac{1}{2}$', 'So x² ≤ 1/2'],
  ['$$\n\\sqrt{a_1 + b} \\to \\infty\n$$', '√(a₁ + b) → ∞'],
  ['\\(\\frac{a+b}{\\sqrt{2}}\\)', '(a+b)/√2'],
  ['See ![A parabola](attachment:01890000-0000-7000-8000-000000000001) here', 'See A parabola here'],
  ['$\\alpha \\cdot 10^{-3} \\text{ if } x \\in \\mathbb{R}$', 'α · 10^(-3) if x ∈ R'],
  ['$5 and $10', '$5 and $10'],
  ['<b>raw</b> & <i>', '<b>raw</b> & <i>'],
  ['a\nb\n\n---\n\nc', 'a b c'],
])('%j reads %j', (content, shown) => {
  expect(preview({ content })).toBe(shown)
})

test('a long link is read before the line is cut', () => {
  const link = `[the page](https://lectern.example/${'a'.repeat(400)})`
  expect(preview({ content: `See ${link} and ${link}` })).toBe('See the page and the page')
})

test('numbers of a list are part of it', () => {
  expect(preview({ content: '1. Mai: Start\n3. Mai: Ende' })).toBe('1. Mai: Start 3. Mai: Ende')
})

test('a preview has 160 characters at most, and is cut between whole characters', () => {
  expect(preview({ content: 'word '.repeat(200) }).length).toBeLessThanOrEqual(160)
})

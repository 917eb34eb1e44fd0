// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { renderAlone } from '../../testing/room.tsx'
import { Markdown } from '../../text/Markdown.tsx'
import { htmlOf, plainOf } from '../../text/copied.ts'

const drawn = (text: string) => {
  const { container, unmount } = renderAlone(<Markdown text={text} />)
  const words = container.querySelector('.lectern-text')!
  const copied = { text: plainOf(words), html: htmlOf(words) }
  unmount()
  return copied
}

test.each([
  ['one\ntwo', 'one\ntwo'],
  ['- a\n- b\n  - c', '- a\n- b\n  - c'],
  ['3. a\n4. b', '3. a\n4. b'],
  ['> quoted\n> twice', '> quoted\n> twice'],
  ['```py\nx = 1\n```', '```\nx = 1\n```'],
  ['see [here](https://a.example/b)', 'see here (https://a.example/b)'],
  ['https://a.example/b', 'https://a.example/b'],
  ['so $x^2$ it is', 'so $x^2$ it is'],
  ['**bold** `code`', 'bold `code`'],
])('W10 %j is copied as %j', (said, text) => {
  expect(drawn(said).text).toBe(text)
})

test('W10 the HTML keeps structure and nothing else', () => {
  expect(drawn('- a <b>\n- **b**').html).toBe('<ul><li>a &lt;b&gt;</li><li><strong>b</strong></li></ul>')
  expect(drawn('[x](https://a.example/"y)').html).not.toContain('onclick')
  expect(drawn('3. a\n4. b').html).toBe('<ol start="3"><li>a</li><li>b</li></ol>')
})

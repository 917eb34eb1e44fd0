// @vitest-environment jsdom
// Messages as people write them. What is drawn is what they typed, unless a mark was meant: then the case has the
// drawn words and the marks.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PATIENCE_MS } from '../testing/patience.ts'
import { renderAlone } from '../testing/room.tsx'
import { drawnMarks, drawnWords, tidy } from './drawn.ts'
import { Markdown } from './Markdown.tsx'

type Case = [typed: string, drawn?: string, marks?: string[]]

afterEach(cleanup)
// A part that is still loading when the file ends would be missing in the next one.
beforeAll(async () => {
  const { container } = renderAlone(<Markdown text={'$x$\n\n```python\nx\n```'} />)
  const isThere = () => container.querySelector('.katex') !== null && screen.queryByText('Python') !== null
  const check = () => {
    if (!isThere()) throw new Error('Not everything has come')
  }
  await waitFor(check, { timeout: PATIENCE_MS })
})

const FOLDER = join(import.meta.dirname, 'ordinary')
const groups = readdirSync(FOLDER).map((file) => ({
  name: file.replace('.json', ''),
  cases: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Case[],
}))

test('there are at least 400 ordinary messages', () => {
  expect(groups.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(400)
})

describe.each(groups)('$name', ({ cases }) => {
  test.each(cases)('%j', (typed, drawn = typed, marks = []) => {
    const { container } = renderAlone(<Markdown text={typed} />)
    expect({ words: drawnWords(container), marks: drawnMarks(container) }).toEqual({
      words: tidy(drawn),
      marks,
    })
  })
})

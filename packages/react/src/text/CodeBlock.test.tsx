// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import hljs from 'highlight.js/lib/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { renderAlone } from '../testing/room.tsx'
import { CodeBlock } from './CodeBlock.tsx'
import { colouringFor } from './colour-code.tsx'
import { languages } from './languages.ts'
import { Markdown } from './Markdown.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const kinds = (container: HTMLElement): string[] =>
  [...container.querySelectorAll<HTMLElement>('.lectern-token')].map(
    ({ dataset, textContent }) => `${dataset.kind}: ${textContent}`,
  )

describe('code', () => {
  test('is coloured once its language has loaded, and has the same text as before', async () => {
    const code = 'def f(x):\n    return "<b>" # why'
    const { container } = renderAlone(<CodeBlock code={code} language="py" />)
    expect(container.querySelector('code')?.textContent).toBe(code)
    expect(await screen.findByText('Python')).toBeDefined()
    expect(kinds(container)).toEqual([
      'keyword: def',
      'title: f',
      'attribute: x',
      'keyword: return',
      'string: "<b>"',
      'comment: # why',
    ])
    expect(container.querySelector('code')?.textContent).toBe(code)
  })

  test('in an unknown language stays uncoloured', async () => {
    const { container } = renderAlone(<CodeBlock code="1 + 1" language="klingon" />)
    expect(await screen.findByText('klingon')).toBeDefined()
    expect(kinds(container)).toEqual([])
  })

  test('of a diff shows insertions and deletions', async () => {
    const { container } = renderAlone(<CodeBlock code={'- old\n+ new'} language="diff" />)
    await screen.findByText('Diff')
    expect(kinds(container)).toEqual(['deleted: - old', 'inserted: + new'])
  })

  test('can be coloured in every offered language, by every name', async () => {
    const names = languages.flatMap(({ aliases }) => aliases)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, aliases } of languages) {
      const colouring = await colouringFor(aliases.at(-1) ?? '')
      expect(colouring?.name).toBe(name)
      const { container } = renderAlone(<p>{colouring?.paint('x = "1" // $a <b>\n')}</p>)
      expect(container.textContent).toBe('x = "1" // $a <b>\n')
      cleanup()
    }
  })

  test('with a very long line is not coloured', async () => {
    const colouring = await colouringFor('js')
    const highlight = vi.spyOn(hljs, 'highlight')
    expect(colouring?.paint('x'.repeat(6_000))).toBe('x'.repeat(6_000))
    expect(highlight).not.toHaveBeenCalled()
  })

  test('that is streaming is coloured once per line; finished lines are not coloured again', async () => {
    await colouringFor('js')
    const text = 'Look:\n\n```js\nlet a = 1\n```\n\nand\n\n```js\nlet b = 2\nlet c = 3\n'
    const { rerender } = renderAlone(<Markdown text={text} streaming />)
    await screen.findAllByText('JavaScript')
    const highlight = vi.spyOn(hljs, 'highlight')
    let grown = text
    for (const letter of 'let d = "some long line"\nlet e') {
      grown += letter
      rerender(<Markdown text={grown} streaming />)
    }
    const coloured = new Set(highlight.mock.calls.map(([code]) => code))
    expect([...coloured]).toEqual([
      'let b = 2\nlet c = 3\n',
      'let b = 2\nlet c = 3\nlet d = "some long line"\n',
    ])
    expect(document.querySelectorAll('code')[1]?.textContent).toContain('let e')
  })

  test('that was streamed does not fold', () => {
    const lines = (count: number) => '```\n' + 'line\n'.repeat(count)
    const { rerender } = renderAlone(<Markdown text={lines(3)} streaming />)
    rerender(<Markdown text={lines(40)} streaming />)
    rerender(<Markdown text={`${lines(40)}\`\`\``} />)
    expect(document.querySelector('code')?.textContent.split('\n')).toHaveLength(40)
    expect(screen.getByText('Show less')).toBeDefined()
  })
})

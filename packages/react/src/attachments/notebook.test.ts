import { describe, expect, it } from 'vitest'
import { readNotebook } from './notebook.ts'

const notebook = (cells: unknown[]) =>
  JSON.stringify({ cells, metadata: { language_info: { name: 'python' } }, nbformat: 4 })

describe('a notebook', () => {
  it('is read as cells with their outputs', () => {
    const text = notebook([
      { cell_type: 'markdown', source: ['# Mean\n', 'of a list'] },
      {
        cell_type: 'code',
        source: 'sum(x) / len(x)',
        outputs: [
          { output_type: 'stream', text: ['a\n', 'b'] },
          {
            output_type: 'execute_result',
            data: { 'text/plain': '2.5', 'text/html': '<script>alert(1)</script>' },
          },
          { output_type: 'error', ename: 'NameError', evalue: 'x' },
          { output_type: 'display_data', data: { 'image/png': 'AAAA' } },
          7,
        ],
      },
    ])
    expect(readNotebook(text)).toEqual({
      language: 'python',
      more: 0,
      cells: [
        { kind: 'markdown', source: '# Mean\nof a list', outputs: [] },
        { kind: 'code', source: 'sum(x) / len(x)', outputs: ['a\nb', '2.5', 'NameError: x'] },
      ],
    })
  })

  it('is bounded', () => {
    const cells = Array.from({ length: 100 }, () => ({
      cell_type: 'code',
      source: 'x',
      outputs: [{ text: 'y'.repeat(99_999) }],
    }))
    const read = readNotebook(notebook(cells))
    expect([read?.cells.length, read?.more, read?.cells[0]?.outputs[0]?.length]).toEqual([60, 40, 4_000])
  })

  it('of another format is undefined', () => {
    for (const text of ['', '{', '[]', '{"cells": 1}', '{"cells":[{"source":1}]}'])
      expect(readNotebook(text)).toBeUndefined()
  })
})

// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { DocumentPart } from '../documents/Citations.tsx'
import { renderAlone } from '../testing/room.tsx'
import { SourceList } from './Sources.tsx'

afterEach(cleanup)

const source = (title: string, excerpt: string, more: Partial<DocumentPart> = {}): DocumentPart => ({
  type: 'document',
  document_id: title,
  version: 1,
  span: { start: 0, end: 5 } as DocumentPart['span'],
  title,
  excerpt,
  status: 'verified',
  ...more,
})

const shown = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent)

test('two sources of one document are told apart by their first words', () => {
  const citations = [
    source('Squares', '## Halving\nHalve the coefficient.'),
    source('Squares', 'Square *it*.'),
    source('Circles', 'Round.'),
  ]
  renderAlone(<SourceList citations={citations} />)
  expect(shown()).toEqual(['1SquaresHalving', '2SquaresSquare it.', '3Circles'])
})

test('pages are enough', () => {
  const citations = [source('Squares', 'Halve.', { page: 1 }), source('Squares', 'Square.', { page: 2 })]
  renderAlone(<SourceList citations={citations} />)
  expect(shown()).toEqual(['1SquaresPage 1', '2SquaresPage 2'])
})

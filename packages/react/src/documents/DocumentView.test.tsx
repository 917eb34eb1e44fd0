// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DocumentTarget } from '../context/host-context.ts'
import { FakeChat, listOf } from '../testing/fake-chat.ts'
import { documentOf } from '../testing/fake-documents.ts'
import { summary } from '../testing/samples.ts'
import { renderWith } from '../testing/render.tsx'
import { pageReader } from '../text/page-reader.ts'
import { DocumentView } from './DocumentView.tsx'

let fake: FakeChat
const onTarget = vi.fn()
const onMessage = vi.fn()
beforeEach(() => {
  fake = new FakeChat()
  vi.clearAllMocks()
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

const show = async (target: Partial<DocumentTarget> = {}) => {
  renderWith(
    fake,
    <DocumentView target={{ document_id: 'squares', ...target }} onTarget={onTarget} onMessage={onMessage} />,
  )
  await screen.findByRole('article')
}
const passage = (text: string, content: string) => {
  const start = content.indexOf(text)
  return { start, end: start + text.length }
}

describe('a document', () => {
  test('waits for its reader: as a message it would look otherwise for a moment', async () => {
    const state = pageReader.state.get()
    pageReader.state.set({ status: 'loading' })
    // An underlined line is a heading in a document only.
    fake.documents.all.push(documentOf({ content: 'Squares\n-------\n\nHalve it.' }))
    renderWith(
      fake,
      <DocumentView target={{ document_id: 'squares' }} onTarget={onTarget} onMessage={onMessage} />,
    )
    await act(async () => {})
    expect(screen.queryByText(/Halve it/)).toBeNull()
    act(() => pageReader.state.set(state.status === 'ready' ? state : { status: 'absent' }))
    await act(() => pageReader.want())
    expect(await screen.findByRole('heading', { name: 'Squares' })).not.toBeNull()
  })

  test('is shown as far as it goes without its reader', async () => {
    const state = pageReader.state.get()
    pageReader.state.set({ status: 'loading' })
    fake.documents.all.push(documentOf({ content: 'Halve it.' }))
    renderWith(
      fake,
      <DocumentView target={{ document_id: 'squares' }} onTarget={onTarget} onMessage={onMessage} />,
    )
    await act(async () => pageReader.state.set({ status: 'failed' }))
    expect(await screen.findByText('Halve it.')).not.toBeNull()
    pageReader.state.set(state)
  })

  test('is shown at the cited passage', async () => {
    const document = documentOf()
    fake.documents.all.push(document)
    await show({ version: 1, span: passage('Square it.', document.content) })
    const cited = screen.getByRole('region', { name: 'The cited passage' })
    expect(cited.textContent).toBe('Square it.')
    expect(screen.getByText('Halve the coefficient.')).not.toBe(null)
    expect(screen.queryByRole('note')).toBeNull()
  })

  test('from pages has their numbers, and pages without text keep theirs', async () => {
    const content = 'First.\n\f\n\n\f\nThird, cited.\n\nThird, too.\n\f\nFourth.'
    fake.documents.all.push(documentOf({ content, format: 'text' }))
    await show({ version: 1, span: passage('Third, cited.', content) })
    const marks = [...document.querySelectorAll('.lectern-page-mark')].map(({ textContent }) => textContent)
    expect(marks).toEqual(['Page 1', 'Page 2', 'Page 3', 'Page 4'])
    const cited = screen.getByRole('region', { name: 'The cited passage' })
    expect(cited.textContent).toBe('Third, cited.')
    expect(cited.previousElementSibling?.textContent).toBe('Page 3')
  })

  test('without pages has no numbers', async () => {
    fake.documents.all.push(documentOf({ content: 'All of it.', format: 'text' }))
    await show()
    expect(document.querySelector('.lectern-page-mark')).toBeNull()
  })

  test('S4 names who wrote each version, and whether they are staff', async () => {
    fake.documents.all.push(documentOf({ latest_version: 2 }), documentOf({ version: 2, latest_version: 2 }))
    await show({ version: 1, span: passage('Square it.', documentOf().content) })
    await vi.waitFor(() => {
      const said = screen
        .getAllByRole('option')
        .map(({ textContent }) => textContent?.replaceAll(/[⁨⁩]/gu, ''))
      expect(said[0]).toMatch(/^Version 2 · .*Ada.* \(Instructor\), /u)
    })
  })

  test('of an older version shows the changes since, and the passage in the newest', async () => {
    const before = documentOf({ latest_version: 2 })
    const content = 'Introduction.\n\nHalve the coefficient of x.\n\nSquare it.'
    fake.documents.all.push(before, documentOf({ version: 2, latest_version: 2, content }))
    await show({ version: 1, span: passage('Square it.', before.content) })
    expect(screen.getByRole('note').textContent).toContain('There is a newer version, 2.')
    expect(screen.getByRole('note').textContent).not.toContain('no longer')
    fireEvent.click(screen.getByRole('button', { name: 'What changed' }))
    const added = await screen.findAllByRole('insertion')
    expect(added.map(({ textContent }) => textContent).join(' ')).toContain('of x.')
    fireEvent.click(screen.getByRole('button', { name: 'Show the newest' }))
    expect(onTarget).toHaveBeenCalledWith({
      document_id: 'squares',
      version: 2,
      span: passage('Square it.', content),
    })
  })

  test('says so when the newest version lacks the passage', async () => {
    const before = documentOf({ latest_version: 2 })
    fake.documents.all.push(before, documentOf({ version: 2, latest_version: 2, content: 'Something else.' }))
    await show({ version: 1, span: passage('Square it.', before.content) })
    expect(await screen.findByText(/It no longer has this passage/)).not.toBe(null)
  })

  test('shows its title once, also where a passage is cited', async () => {
    const content = '# Squares\n\nFirst part.\n\n## Squares\n\nSecond part.'
    fake.documents.all.push(documentOf({ title: 'Squares', content }))
    await show({ version: 1, span: passage('Second part.', content) })
    await screen.findByText('Second part.')
    expect(screen.getAllByRole('heading', { name: 'Squares' })).toHaveLength(2)
    cleanup()
    await show({ version: 1 })
    await screen.findByText('First part.')
    expect(screen.getAllByRole('heading', { name: 'Squares' })).toHaveLength(2)
  })

  test('N6 leads from a link to the heading in it, by the names of GitHub', async () => {
    const content =
      '# Über uns\n\nTo [summary](#summary), [again](#summary-1), [there](#完成平方法), [up](#%C3%BCber-uns), [none](#nothing), [out](https://a.example/#summary).\n\n' +
      '## Summary\n\nOne.\n\n> ## 完成平方法\n\n## Summary\n\nTwo.\n\n## Foo & `bar`: 1.2!\n\nThree.'
    fake.documents.all.push(documentOf({ content }))
    await show({ version: 1, span: passage('One.', content) })
    const headings = await screen.findAllByRole('heading', { name: /Summary|Über|完成|Foo/ })
    const ends = headings.map(({ id }) => id.replace(/^.*-(?=summary|über|完成|foo)/u, ''))
    expect(ends).toEqual(['über-uns', 'summary', '完成平方法', 'summary-1', 'foo--bar-12'])
    const before = location.href
    for (const [name, at] of [
      ['summary', 1],
      ['again', 3],
      ['there', 2],
      ['up', 0],
    ] as const) {
      fireEvent.click(screen.getByRole('link', { name }))
      expect(document.activeElement).toBe(headings[at])
    }
    expect(location.href).toBe(before)
    expect(screen.queryByRole('link', { name: 'none' })).toBeNull()
    expect(screen.getByText('none')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'out' }).getAttribute('href')).toBe('https://a.example/#summary')
  })

  test('leads to the conversations that cite it', async () => {
    fake.documents.all.push(documentOf())
    const link = { conversation_id: 'room', conversation_title: 'Algebra', message_id: 'm1', version: 1 }
    const said = { sender: 'Ben', excerpt: 'See **here**', timestamp: '2026-11-23T14:00:00.000Z' }
    fake.documents.links.push({ ...link, ...said, kind: 'cites' })
    await show()
    const list = await screen.findByRole('region', { name: 'Discussed in 1 conversation' })
    fireEvent.click(within(list).getByRole('button', { name: /Ben See here/ }))
    expect(onMessage).toHaveBeenCalledWith('room', 'm1')
  })

  test('N5 shows who cites it now: a new message comes, a deleted one goes', async () => {
    vi.useFakeTimers()
    fake.documents.all.push(documentOf())
    const heads = (head: number) => act(() => fake.conversations.set(listOf([summary({ head })])))
    heads(1)
    renderWith(
      fake,
      <DocumentView target={{ document_id: 'squares' }} onTarget={onTarget} onMessage={onMessage} />,
    )
    await act(() => vi.advanceTimersByTimeAsync(2_000))
    expect(screen.queryByRole('region', { name: /Discussed/ })).toBeNull()
    const link = { conversation_id: 'room', conversation_title: 'Algebra', message_id: 'm1', version: 1 }
    const said = { sender: 'Ben', excerpt: 'See here', timestamp: '2026-11-23T14:00:00.000Z' }
    fake.documents.links.push({ ...link, ...said, kind: 'cites' })
    heads(2)
    await act(() => vi.advanceTimersByTimeAsync(2_000))
    expect(screen.getByRole('button', { name: /Ben See here/ })).toBeTruthy()
    fake.documents.links.pop()
    heads(3)
    await act(() => vi.advanceTimersByTimeAsync(2_000))
    expect(screen.queryByRole('button', { name: /Ben See here/ })).toBeNull()
  })

  test('that may not be read looks like a missing one', async () => {
    const { ApiError } = await import('@lectern/client')
    const problem = {
      type: 'about:blank',
      title: '',
      status: 404,
      detail: '',
      retry: 'never',
      request_id: '',
    }
    fake.documents.refusal = new ApiError({ ...problem, code: 'not_found' } as never)
    renderWith(fake, <DocumentView target={{ document_id: 'x' }} onTarget={onTarget} onMessage={onMessage} />)
    expect(await screen.findByText(/is not here, or you may not read it/)).not.toBe(null)
  })
})

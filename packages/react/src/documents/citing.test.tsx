// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { FakeChat } from '../testing/fake-chat.ts'
import { BEN, message, summary } from '../testing/samples.ts'
import { documentOf } from '../testing/fake-documents.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { Citations } from './Citations.tsx'

let fake: FakeChat
beforeEach(() => {
  layOut()
  fake = new FakeChat(BEN)
  fake.of('room').summary.set(summary({ kind: 'course', display_title: 'Algebra' }))
  fake.documents.all.push(documentOf())
})
afterEach(cleanup)

const field = () => screen.getByRole('textbox', { name: 'Message Algebra' }) as HTMLTextAreaElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const press = (key: string) => fireEvent.keyDown(field(), { key })
const sent = () => fake.acts.filter(([did]) => did === 'send')

describe('# in the composer', () => {
  test('finds a passage, which is cited in the message', async () => {
    renderWith(fake, <ChatInput conversationId="room" />)
    type('It is here: #square it')
    const option = await screen.findByRole('option', { name: /Completing the square › Steps/ })
    fireEvent.click(option)
    expect(field().value).toBe('It is here: ')
    expect(screen.getByRole('list', { name: 'Cited passages' }).textContent).toContain(
      'Completing the square',
    )
    press('Enter')
    const part = { type: 'document', document_id: 'squares', version: 1, excerpt: 'Square it' }
    expect(sent()).toMatchObject([['send', 'room', 'It is here: ', { parts: [part] }]])
    expect(screen.queryByRole('list', { name: 'Cited passages' })).toBeNull()
  })

  test('alone offers whole documents, and one can be sent without text', async () => {
    renderWith(fake, <ChatInput conversationId="room" />)
    type('#')
    fireEvent.click(await screen.findByRole('option', { name: 'Completing the square' }))
    press('Enter')
    expect(sent()).toMatchObject([['send', 'room', '', { parts: [{ span: { start: 0, end: 0 } }] }]])
  })

  test('can be removed before sending', async () => {
    renderWith(fake, <ChatInput conversationId="room" />)
    type('#square it')
    fireEvent.click(await screen.findByRole('option', { name: /Steps/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Do not cite Completing the square' }))
    type('Hello')
    press('Enter')
    expect(sent()).toEqual([['send', 'room', 'Hello', {}]])
  })
})

describe('a citation in a message', () => {
  const span = { start: 11, end: 33, sha256: 'a'.repeat(64) }
  const part = { type: 'document', document_id: 'squares', version: 2, span, title: 'Squares' } as const
  const show = (changes: object = {}, options = {}) =>
    renderWith(
      fake,
      <Citations
        message={message(1, BEN, '', {
          parts: [{ ...part, excerpt: 'Halve it.', status: 'verified', ...changes }],
        })}
      />,
      options,
    )

  test('shows the cited text, and opens there', () => {
    const onOpenDocument = vi.fn()
    show({}, { onOpenDocument })
    expect(screen.getByText('Halve it.')).not.toBe(null)
    fireEvent.click(screen.getByRole('button', { name: 'Squares' }))
    expect(onOpenDocument).toHaveBeenCalledWith({ document_id: 'squares', version: 2, span })
  })

  test('shows the page, if there are pages', () => {
    show({ page: 7 })
    expect(screen.getByText(/Page 7 · Version 2/)).not.toBe(null)
    cleanup()
    show()
    expect(screen.queryByText(/Page/)).toBeNull()
  })

  test('says that the document has changed since', () => {
    show({ status: 'stale' })
    expect(screen.getByText('Changed since it was cited')).not.toBe(null)
  })

  test('of a withdrawn document shows nothing of it', () => {
    show({ status: 'stale', title: '', excerpt: '' }, { onOpenDocument: vi.fn() })
    expect(screen.getByText('This document is no longer available.')).not.toBe(null)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Notice } from '@lectern/protocol'
import { FakeChat } from '../../testing/fake-chat.ts'
import { renderWith } from '../../testing/render.tsx'
import { BEN } from '../../testing/samples.ts'
import { NoticeList } from './NoticeList.tsx'

const notice = (number: number, more: Partial<Notice> = {}): Notice => ({
  ...{ conversation_id: 'course', message_id: `m${number}`, created_seq: number, because: 'named' },
  ...{ told_at: '2026-11-23T15:00:00.000Z', kind: 'course', title: 'Algebra' },
  ...{ sender_id: BEN.id, sender: BEN.name, sender_role: BEN.role, excerpt: 'Is **this** right?' },
  ...more,
})

const open = async (notices: Notice[]) => {
  const fake = new FakeChat()
  fake.notices.show(notices)
  const onOpen = vi.fn<(conversation_id: string, message_id: string) => void>()
  onTestFinished(cleanup)
  renderWith(fake, <NoticeList onOpen={onOpen} />)
  await vi.waitFor(() => expect(document.querySelector('.lectern')).not.toBeNull())
  return { fake, onOpen }
}

test('says who, why and where, and leads to the message, which is no news then', async () => {
  const { fake, onOpen } = await open([notice(7)])
  fireEvent.click(screen.getByRole('button', { name: /Ben.*mentioned you.*Algebra.*Is this right\?.*New/ }))
  expect(onOpen).toHaveBeenCalledWith('course', 'm7')
  expect(fake.notices.acts).toContainEqual(['dismiss', 'm7'])
})

test('all can be marked as seen; without news there is nothing to mark', async () => {
  const { fake } = await open([notice(8), notice(7, { ended_at: '2026-11-23T15:01:00.000Z' })])
  expect(screen.getByText('1 new')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Mark all as seen' }))
  expect(fake.notices.acts).toContainEqual(['dismissAll'])
})

test('a picture without words is called what it is, and an empty list says what comes there', async () => {
  await open([notice(7, { excerpt: '', shows: 'image' })])
  expect(screen.getByText('Picture')).toBeDefined()
  cleanup()
  await open([])
  expect(screen.getByText('Nothing for you yet')).toBeDefined()
})

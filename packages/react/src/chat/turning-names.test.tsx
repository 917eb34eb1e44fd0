// @vitest-environment jsdom
// A name from right to left, or one with signs that turn the writing, never turns the words beside it: wherever it is
// drawn, named or announced.
import { act, fireEvent, screen } from '@testing-library/react'
import type { Me } from '@lectern/protocol'
import { beforeEach, expect, test } from 'vitest'
import { ConversationList } from '../panels/conversations/ConversationList.tsx'
import { ConversationDetails } from '../panels/details/ConversationDetails.tsx'
import { SavedMessages } from '../panels/saved/SavedMessages.tsx'
import { unisolated } from '../testing/isolation.ts'
import { layOut } from '../testing/layout.ts'
import { openRoom } from '../testing/room.tsx'
import { ChatComponent } from './ChatComponent.tsx'

beforeEach(() => layOut())

const TITLE = 'אלגברה \u202eI'

test('the check finds a name that stands open', () => {
  const root = document.createElement('div')
  const check = (html: string) => {
    root.innerHTML = html
    return unisolated(root, ['עדה']).length
  }
  expect(check('<p>עדה wrote</p>')).toBe(1)
  expect(check('<p><b>עדה</b> wrote</p>')).toBe(1)
  expect(check('<p dir="auto">עדה wrote</p>')).toBe(1)
  expect(check('<p><bdi>עדה</bdi> wrote</p>')).toBe(0)
  expect(check('<p>\u2068עדה\u2069 wrote</p>')).toBe(0)
  expect(check('<p title="עדה wrote"></p>')).toBe(1)
})

test.each(['עדה', 'أمل', '\u202enoitadnuoF', 'Ada \u2067x'])(
  '%j stands by itself everywhere',
  async (name) => {
    const room = await openRoom('ada', { title: TITLE })
    const { server, conversation, chat } = room
    const turning: Me = server.addUser(name, 'student')
    conversation.commit((seq) => {
      conversation.join([turning], seq, server.time)
      conversation.say(room.ada, seq, {
        system: { type: 'members_added', params: { people: [{ user_id: turning.id, name }], count: 1 } },
        content: 'added somebody',
        timestamp: server.time,
      })
    })
    const direct = server.addConversation(turning, { kind: 'direct', member_ids: [room.ada.id] })
    direct.post(turning, { id: crypto.randomUUID(), content: 'Hello' }, server.time)
    const asked = room.says(turning, 'Why?', { question: true })
    const answer = room.says(turning, 'So.', { reply_to_id: asked.id })
    room.says(room.ada, `Yes, @${name}`, { reply_to_id: answer.id, mentions: [turning.id] })
    room.says(turning, 'And then?')
    await room.pass(50)
    await act(() => chat.saved.set(asked.id, true))
    await act(() => room.handle.react(asked.id, '👍', true))
    const { container } = await room.show(
      <>
        <ConversationList onSelect={() => {}} />
        <ChatComponent conversationId={conversation.id} onDetails={() => {}} />
        <ConversationDetails conversationId={conversation.id} />
        <SavedMessages onOpen={() => {}} />
      </>,
    )
    act(() => server.publishTyping(conversation, turning.id, true))
    const about = container.ownerDocument.body
    expect(about.textContent).toContain(name)
    expect(unisolated(about, [name, TITLE])).toEqual([])

    // The menu, the reply bar, and whoever has read it.
    const row = screen.getAllByText('So.')[0]?.closest<HTMLElement>('[data-row]')
    if (!row) throw new Error('There is no row.')
    fireEvent.pointerEnter(row)
    fireEvent.click(screen.getAllByRole('button', { name: 'Reply' })[0] as HTMLElement)
    expect(unisolated(about, [name, TITLE])).toEqual([])

    // Two of them are typing, and one of them writes: announced.
    room.says(turning, 'News')
    await room.pass(2_000)
    expect(unisolated(about, [name, TITLE])).toEqual([])
  },
)

// @vitest-environment jsdom
// A student may have the name of an instructor. Wherever a name stands for an author, staff and the assistant have a
// mark that the student has not.
import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '@lectern/protocol'
import { ChatBox } from '../chat/ChatBox.tsx'
import { ChatComponent } from '../chat/ChatComponent.tsx'
import { ChatHeader } from '../chat/ChatHeader.tsx'
import { MessageLink } from '../questions/MessageLink.tsx'
import { ConversationList } from '../panels/conversations/ConversationList.tsx'
import { SavedMessages } from '../panels/saved/SavedMessages.tsx'
import { layOut } from '../testing/layout.ts'
import { openRoom } from '../testing/room.tsx'

beforeEach(() => layOut())

/** Chloe's course and her conversation with somebody who is called Ada, whatever their role. */
const open = async (role: Role) => {
  const room = await openRoom('chloe')
  const named = room.server.addUser('Ada', role)
  const group = room.server.addConversation(room.ada, {
    kind: 'group',
    title: 'Logic',
    member_ids: [room.chloe.id, named.id],
  })
  const talk = room.server.addConversation(named, { kind: 'direct', member_ids: [room.chloe.id] })
  const post = (content: string, reply_to_id?: string) => {
    const id = crypto.randomUUID()
    const said = { id, content, ...(reply_to_id !== undefined && { reply_to_id }) }
    group.post(reply_to_id === undefined ? named : room.chloe, said, room.server.time)
    return group.message(id)!
  }
  await room.pass(1_000)
  return { ...room, named, group, talk, post }
}
type Opened = Awaited<ReturnType<typeof open>>

const rowOf = (title: string) =>
  screen.getByTitle(title).closest<HTMLElement>('.lectern-conversation') as HTMLElement

const list = ({ show }: Opened) => show(<ConversationList onSelect={() => {}} />)

/** Each shows the place and returns the element in which the name stands. */
const PLACES: Record<string, (room: Opened) => Promise<HTMLElement>> = {
  'the list': async (room) => {
    await list(room)
    return rowOf('Ada')
  },
  'a preview': async (room) => {
    room.post('Bring your books')
    await room.pass(1_000)
    await list(room)
    return rowOf('Logic')
  },
  'the head of a conversation': async (room) => {
    await room.show(<ChatHeader conversationId={room.talk.state.row.id} />)
    return screen.getByRole('heading')
  },
  'a quote': async (room) => {
    const said = room.post('Bring your books')
    room.post('I will', said.id)
    await room.show(<ChatBox conversationId={room.group.id} />)
    return document.querySelector<HTMLElement>('.lectern-quoted') as HTMLElement
  },
  'the bar above an answer': async (room) => {
    room.post('Bring your books')
    await room.show(<ChatComponent conversationId={room.group.id} />)
    const bubble = screen.getByText('Bring your books').closest<HTMLElement>('[data-row]') as HTMLElement
    fireEvent.pointerEnter(bubble, { pointerType: 'mouse' })
    fireEvent.click(within(bubble).getByRole('button', { name: 'Reply' }))
    await room.pass()
    return screen.getByText('Replying to Ada').closest<HTMLElement>('.lectern-composer-bar') as HTMLElement
  },
  'a saved message': async (room) => {
    const message = room.post('Bring your books')
    room.server.savedBy(room.chloe).set(message.id, room.server.time)
    await room.show(<SavedMessages onOpen={() => {}} />)
    return screen.getByText('Bring your books').closest<HTMLElement>('li') as HTMLElement
  },
  'a message in an excerpt': async (room) => {
    const message = room.post('Bring your books')
    await room.show(<MessageLink message={message} icon="" onOpen={() => {}} />)
    return screen.getByRole('button')
  },
}

describe.each(Object.entries(PLACES))('S4 in %s', (_, shown) => {
  test.each([
    ['instructor', '(Instructor)'],
    ['admin', '(Admin)'],
    ['assistant', '(AI)'],
  ] as const)('%s has the mark %s', async (role, word) => {
    const place = await shown(await open(role))
    expect(place.querySelectorAll(`.lectern-role-mark[data-role=${role}] svg`)).toHaveLength(1)
    expect(place.textContent).toContain(word)
  })

  test('a student of the same name has none', async () => {
    const place = await shown(await open('student'))
    expect(place.textContent).toContain('Ada')
    expect(place.querySelector('.lectern-role-mark')).toBeNull()
  })
})

// @vitest-environment jsdom
// Two members may have one name. They are told apart wherever one of them is chosen or shown, and a mention keeps
// who was chosen: through a reload, in another tab, and when the message is taken back. Whoever has no account any
// more is not asked for.
import { act, fireEvent, screen } from '@testing-library/react'
import { MemoryStorage } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { ConversationDetails } from '../panels/details/ConversationDetails.tsx'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { openRoom, type Room } from '../testing/room.tsx'
import { ChatComponent } from './ChatComponent.tsx'

beforeEach(() => layOut())

const open = async (): Promise<Room & { twin: Me }> => {
  const room = await openRoom('ada')
  const twin = room.server.addUser('Ben', 'student')
  room.conversation.commit((seq) => room.conversation.join([twin], seq, room.server.time))
  await room.pass()
  return { ...room, twin }
}
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox')
const type = (value: string) => {
  fireEvent.change(field(), { target: { value } })
  field().setSelectionRange(value.length, value.length)
  fireEvent.select(field())
}
const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent)
const send = async ({ pass }: Room) => {
  fireEvent.keyDown(field(), { key: 'Enter' })
  await pass(50)
}
const mentioned = ({ conversation }: Room) =>
  conversation.state.messages.at(-1)?.mentions?.map(({ user_id }) => user_id)

describe('two people of one name', () => {
  test('are told apart in the popup and among the people', async () => {
    const room = await open()
    await room.show(
      <>
        <ChatComponent conversationId={room.conversation.id} />
        <ConversationDetails conversationId={room.conversation.id} />
      </>,
    )
    type('@be')
    expect(new Set(options()).size).toBe(2)
    expect(options().every((text) => /Ben.*#\d{4}/.test(text ?? ''))).toBe(true)
    const people = [...document.querySelectorAll('.lectern-person')].map(({ textContent }) => textContent)
    expect(people.filter((text) => /Ben#\d{4}/.test(text ?? ''))).toHaveLength(2)
    expect(people.filter((text) => text?.startsWith('Ch') && !text.includes('#'))).toHaveLength(0)
    expect(new Set(people).size).toBe(people.length)
  })

  test.each([0, 1])('the one who was chosen is mentioned (%i)', async (index) => {
    const room = await open()
    await room.show(<ChatComponent conversationId={room.conversation.id} />)
    type('@be')
    const chosen = screen.getAllByRole('option')[index] as HTMLElement
    const tag = /#\d{4}/.exec(chosen.textContent ?? '')?.[0]
    fireEvent.click(chosen)
    await send(room)
    expect(mentioned(room)).toHaveLength(1)
    const id = mentioned(room)?.[0] ?? ''
    expect(Number.parseInt(id.replaceAll('-', '').slice(-8), 16) % 10_000).toBe(Number(tag?.slice(1)))
  })

  test('both may be mentioned by themselves, in either order', async () => {
    const room = await open()
    const { handle, ben, twin } = room
    await room.show(<ChatComponent conversationId={room.conversation.id} />)
    act(() => {
      handle.setDraft('@Ben before @Ben')
      handle.setMeant([
        { at: 0, name: 'Ben', user_id: twin.id },
        { at: 12, name: 'Ben', user_id: ben.id },
      ])
    })
    await send(room)
    expect(mentioned(room)).toEqual([twin.id, ben.id])
  })

  test('the choice outlives a reload, typing around it, and taking back', async () => {
    const room = await open()
    const storage = new MemoryStorage()
    const first = await room.join(room.ada, { storage })
    act(() => {
      const handle = first.conversation(room.conversation.id)
      handle.setDraft('@Ben see')
      handle.setMeant([{ at: 0, name: 'Ben', user_id: room.twin.id }])
    })
    await room.pass(1_000)
    first.close()
    const again = await room.join(room.ada, { storage })
    renderWith({ chat: again }, <ChatComponent conversationId={room.conversation.id} />)
    await room.pass(50)
    expect(field().value).toBe('@Ben see')
    type('Look: @Ben see')
    await send(room)
    expect(mentioned(room)).toEqual([room.twin.id])
    fireEvent.keyDown(field(), { key: 'z', ctrlKey: true })
    await room.pass(50)
    expect(field().value).toBe('Look: @Ben see')
    await send(room)
    expect(mentioned(room)).toEqual([room.twin.id])
  })
})

test('a closed account is not offered, not waited for, and shown as such', async () => {
  const room = await open()
  const { conversation, chloe } = room
  const message = room.says(room.ada, 'Read this')
  conversation.commit((seq) => {
    const member = conversation.state.members.find(({ user_id }) => user_id === chloe.id)
    if (member) Object.assign(member, { disabled: true, changed_seq: seq })
  })
  await room.show(
    <>
      <ChatComponent conversationId={conversation.id} />
      <ConversationDetails conversationId={conversation.id} />
    </>,
  )
  type('@ch')
  expect(screen.queryByRole('option')).toBeNull()
  const person = [...document.querySelectorAll('.lectern-person')].at(-1)
  expect(person?.textContent).toContain('Chloe')
  expect(person?.textContent).toContain('the account is closed')
  expect(person?.textContent).not.toMatch(/Offline|latest/)
  for (const { id } of [room.ben, room.twin]) {
    conversation.acknowledge(id, message.created_seq, message.created_seq)
    room.server.publishReceipt(conversation, id)
  }
  await room.pass(50)
  expect(document.querySelector('.lectern-delivery')?.textContent).toBe('Read by 2 of 2')
})

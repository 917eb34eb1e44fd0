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

describe('an edit with two Bens', () => {
  const sentTo = async (content: string, ids: readonly string[]) => {
    const room = await open()
    await room.show(<ChatComponent conversationId={room.conversation.id} />)
    room.handle.send(content, { mentions: [...ids] })
    await room.pass(200)
    return room
  }
  const beginEdit = () => fireEvent.keyDown(field(), { key: 'ArrowUp' })

  test('keeps the one who was meant, and calls whom it names first', async () => {
    const room = await open()
    await room.show(<ChatComponent conversationId={room.conversation.id} />)
    room.handle.send('@Ben see', { mentions: [room.twin.id] })
    await room.pass(200)
    beginEdit()
    type('Look, @Ben see')
    type('Look, @Ben and @Chloe see')
    await send(room)
    expect(mentioned(room)).toEqual([room.twin.id, room.chloe.id])
    beginEdit()
    type('Look, @Chloe!')
    await send(room)
    expect(mentioned(room)).toEqual([room.chloe.id])
    beginEdit()
    type('Look')
    await send(room)
    expect(mentioned(room)).toBeUndefined()
  })

  test('takes another Ben where another is chosen, and says the same words', async () => {
    const room = await open()
    await room.show(<ChatComponent conversationId={room.conversation.id} />)
    room.handle.send('@Ben', { mentions: [room.ben.id] })
    await room.pass(200)
    beginEdit()
    type('@be')
    const number = Number.parseInt(room.twin.id.replaceAll('-', '').slice(-8), 16) % 10_000
    const tag = `#${String(number).padStart(4, '0')}`
    const twin = screen.getAllByRole('option').find(({ textContent }) => textContent?.includes(tag))
    fireEvent.click(twin as HTMLElement)
    type('@Ben')
    fireEvent.keyDown(field(), { key: 'Escape' })
    await send(room)
    expect(mentioned(room)).toEqual([room.twin.id])
    expect(room.conversation.state.messages.at(-1)).not.toHaveProperty('edited_at')
  })

  test('that is left keeps whom it means across a reload', async () => {
    const room = await open()
    room.handle.send('Hello', {})
    await room.pass(200)
    const storage = new MemoryStorage()
    const first = await room.join(room.ada, { storage })
    const left = renderWith({ chat: first }, <ChatComponent conversationId={room.conversation.id} />)
    await room.pass(50)
    beginEdit()
    type('@be')
    fireEvent.click(screen.getAllByRole('option')[1] as HTMLElement)
    const chosen = first.conversation(room.conversation.id).editOf().get()?.meant
    expect(chosen).toHaveLength(1)
    await room.pass(1_000)
    left.unmount()
    first.close()
    const again = await room.join(room.ada, { storage })
    renderWith({ chat: again }, <ChatComponent conversationId={room.conversation.id} />)
    await room.pass(50)
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }))
    await send(room)
    expect(mentioned(room)).toEqual(chosen?.map(({ user_id }) => user_id))
  })

  test('of one name for both calls both still', async () => {
    const room = await sentTo('@Ben', [])
    const [message] = room.conversation.state.messages.slice(-1)
    act(() => {
      room.conversation.change(message!, {
        mentions: [room.ben, room.twin].map(({ id, name }) => ({ user_id: id, name })),
      })
    })
    await room.pass(50)
    beginEdit()
    type('@Ben?')
    await send(room)
    expect(mentioned(room)).toEqual([room.ben.id, room.twin.id])
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

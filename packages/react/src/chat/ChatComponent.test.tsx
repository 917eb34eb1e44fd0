// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeNetwork } from '@lectern/client/testing'
import { useInstructorChat } from '../hooks/use-instructor-chat.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { openRoom, type Room } from '../testing/room.tsx'
import { ChatComponent } from './ChatComponent.tsx'

beforeEach(() => layOut())

const openDirect = () => openRoom('ada', { kind: 'direct', with: ['ben'] })
/** A course with an assistant. */
const openCourse = async () => {
  const room = await openRoom('ada', { title: 'Physics' })
  const { server, conversation } = room
  const assistant = server.addUser('Guide', 'assistant')
  conversation.commit((seq) => conversation.join([assistant], seq, server.time))
  await room.pass()
  return { ...room, assistant }
}
const show = ({ show, conversation }: Room, props = {}) =>
  show(<ChatComponent conversationId={conversation.id} {...props} />)
const reply = (text: string) => {
  fireEvent.pointerEnter(screen.getByText(text).closest('[data-row]') as HTMLElement)
  fireEvent.click(screen.getByRole('button', { name: 'Reply' }))
}

describe('X18 in the page of a host', () => {
  test('leaves the focus to a field of the host, and takes a free one', async () => {
    const room = await openDirect()
    document.body.insertAdjacentHTML('beforeend', '<input id="host">')
    const host = document.getElementById('host')
    host?.focus()
    const { unmount } = await show(room)
    expect(document.activeElement).toBe(host)
    unmount()
    host?.remove()
    await show(room)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Message Ben')
  })

  test('is a region with the name of its conversation', async () => {
    await show(await openDirect())
    expect(screen.getByRole('region', { name: 'Ben' })).toBeDefined()
  })
})

describe('the header', () => {
  test('shows presence and readers', async () => {
    const room = await openDirect()
    await room.join(room.ben)
    await show(room)
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Ben')
    expect(screen.getByText('Online')).toBeDefined()
    expect(screen.getByTitle('Who can read this: You and Ben')).toBeDefined()
  })

  test('counts readers by role once all are loaded', async () => {
    await show(await openCourse())
    expect(screen.getByText('1 instructor, the assistant and 2 students')).toBeDefined()
  })

  test('has one menu, walked with arrows and closed with Escape', async () => {
    const onDetails = vi.fn<() => void>()
    await show(await openDirect(), { onDetails })
    const button = screen.getByRole('button', { name: 'Conversation menu' })
    fireEvent.click(button)
    expect(document.activeElement?.textContent).toBe('Show details')
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' })
    expect(screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement).toBe(button)
    fireEvent.click(button)
    fireEvent.click(screen.getByRole('menuitem', { name: 'Show details' }))
    expect(onDetails).toHaveBeenCalledOnce()
  })

  test('a press elsewhere closes the menu', async () => {
    await show(await openDirect(), { onDetails: () => {} })
    fireEvent.click(screen.getByRole('button', { name: 'Conversation menu' }))
    fireEvent.pointerDown(screen.getByRole('log'))
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test('marks a degraded connection and explains it', async () => {
    const { server, join, ada, conversation, pass } = await openDirect()
    const network = new FakeNetwork(server)
    network.blocked.add('websocket')
    const { fetch, webSocket } = network
    const chat = await join(ada, { fetch, webSocket })
    renderWith({ chat }, <ChatComponent conversationId={conversation.id} />)
    await pass(10_000)
    fireEvent.click(screen.getByRole('button', { name: 'Slower connection' }))
    expect(screen.getByRole('dialog').textContent).toContain('Nothing is lost.')
  })
})

describe('typing', () => {
  test.each([
    [[], ''],
    [['ben'], 'Ben is typing'],
    [['ben', 'chloe'], 'Ben and Chloe are typing'],
    [['assistant'], 'Guide is writing an answer'],
    [['assistant', 'ben'], 'Ben is typing'],
  ] as const)('%j: %j', async (names, text) => {
    const room = await openCourse()
    await show(room)
    for (const name of names) room.server.publishTyping(room.conversation, room[name].id, true)
    await room.pass()
    const line = document.querySelector('.lectern-typing')
    expect(line?.getAttribute('aria-live')).toBe('polite')
    expect(line?.textContent).toBe(text)
  })
})

describe('replying', () => {
  test('names the sender, sends with the reference and then ends', async () => {
    const room = await openDirect()
    const question = room.says(room.ben, 'Why?')
    await show(room)
    reply('Why?')
    const field = screen.getByRole('textbox', { name: 'Message Ben' })
    expect(document.activeElement).toBe(field)
    expect(screen.getByText('Replying to Ben')).toBeDefined()
    fireEvent.change(field, { target: { value: 'Because.' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await room.pass()
    expect(room.conversation.state.messages.at(-1)).toMatchObject({
      content: 'Because.',
      reply_to_id: question.id,
    })
    expect(screen.queryByText('Replying to Ben')).toBeNull()
  })
})

describe('two conversations', () => {
  test('the draft of one is there after a return', async () => {
    const room = await openDirect()
    room.says(room.ben, 'Why?')
    const { rerender } = await show(room)
    const visit = async (id: string) => {
      rerender(<ChatComponent conversationId={id} />)
      await room.pass()
    }
    reply('Why?')
    await visit(room.course.id)
    expect(screen.queryByText('Replying to Ben')).toBeNull()
    await visit(room.conversation.id)
    expect(screen.getByText('Replying to Ben')).toBeDefined()
  })
})

describe('the place of reading', () => {
  const scroller = () => document.querySelector('.lectern-scroller') as HTMLElement
  const slotOf = (key = '') => document.querySelector(`[data-key='${key}']`) as HTMLElement
  const topOf = (slot: HTMLElement) => Number.parseFloat(slot.style.top) - scroller().scrollTop
  /** Ben has said a lot; of it, Ada has read all but the last `unread`. */
  const open = async (unread = 0) => {
    const room = await openDirect()
    for (let line = 100; line < 180; line++) room.says(room.ben, `Line ${line}`)
    const { id, state } = room.conversation
    room.conversation.acknowledge(room.ada.id, state.head, state.head - unread)
    room.server.publishReceipt(room.conversation, room.ada.id)
    await room.pass()
    // The whole list is asked for again, as at the next visit.
    await room.chat.conversations.refresh()
    return { ...room, id }
  }

  test('is the end at first', async () => {
    await show(await open())
    expect(screen.getByText('Line 179')).toBeDefined()
    expect(within(scroller()).queryByText('Line 100')).toBeNull()
  })

  test('is kept during a visit of another conversation, though an older page came in', async () => {
    const room = await open()
    const { rerender } = await show(room)
    const visit = async (content: ReactNode) => {
      rerender(content)
      await room.pass()
    }
    scroller().scrollTop = 610
    fireEvent.scroll(scroller())
    await room.pass()
    const slots = [...document.querySelectorAll<HTMLElement>('.lectern-slot')]
    const key = slots.find((slot) => topOf(slot) > 0)?.dataset.key
    const before = topOf(slotOf(key))
    await visit(<ChatComponent conversationId={room.course.id} />)
    await room.handle.loadBefore()
    await visit(<ChatComponent conversationId={room.id} />)
    expect(topOf(slotOf(key))).toBeCloseTo(before, 0)
  })

  test('is the first unread message if there is one', async () => {
    await show(await open(20))
    expect(screen.getByText('New')).toBeDefined()
    expect(screen.getByText('Line 160')).toBeDefined()
    expect(within(scroller()).queryByText('Line 179')).toBeNull()
    // The keyboard can also focus the list there.
    expect(scroller().querySelectorAll('[data-row][tabindex="0"]')).toHaveLength(1)
  })
})

describe('useInstructorChat', () => {
  const Own = () => {
    const { history, typing, loading, error, sendInstructorMessage } = useInstructorChat()
    const state = [
      history.length,
      typing.people.length,
      typing.assistant,
      loading.history,
      error === undefined,
    ]
    return <button onClick={() => sendInstructorMessage('Hi')}>{state.join(' ')}</button>
  }

  test('gives history, typing, loading, errors and sending to a custom interface', async () => {
    const room = await openCourse()
    const { conversation, server, assistant, ben } = room
    room.says(ben, 'One')
    await room.show(<Own />, { conversationId: conversation.id })
    const button = screen.getByRole('button')
    expect(button.textContent).toBe('1 0 false false true')
    for (const { id } of [assistant, ben]) server.publishTyping(conversation, id, true)
    await room.pass()
    expect(button.textContent).toBe('1 1 true false true')
    fireEvent.click(button)
    await room.pass()
    expect(room.contents()).toEqual(['One', 'Hi'])
  })

  test('says what is missing without a conversation', async () => {
    const { show } = await openRoom('ada')
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await expect(show(<Own />)).rejects.toThrow('needs a conversation id')
    vi.restoreAllMocks()
  })
})

describe('a conversation of other people', () => {
  test('says so and leads away', async () => {
    const room = await openRoom('ada')
    const onExit = vi.fn<() => void>()
    await room.show(<ChatComponent conversationId={crypto.randomUUID()} onExit={onExit} />)
    expect(screen.getByRole('alert').textContent).toContain('This conversation is not here')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'To the conversations' }))
    expect(onExit).toHaveBeenCalledOnce()
  })

  test('keeps unsent text after a removal, and shows it again when the user is added', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>(async () => {})
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    const room = await openRoom('ben')
    const { conversation, server, handle, ben, pass } = room
    await show(room)
    handle.setDraft('Half a thought')
    server.refuseAll = 'forbidden'
    handle.send('Am I still in?')
    await pass()
    server.refuseAll = undefined
    conversation.expel(ben.id, server.time)
    await pass(1_000)
    expect(screen.getByRole('alert').textContent).toContain('You are no longer a member of this conversation')
    expect(screen.queryByRole('button', { name: 'To the conversations' })).toBeNull()
    const unsent = screen.getByRole('region', { name: 'What you wrote here and was not sent' })
    expect([...unsent.querySelectorAll('p')].map((text) => text.textContent)).toEqual([
      'Am I still in?',
      'Half a thought',
    ])
    fireEvent.click(screen.getAllByRole('button', { name: 'Copy text' })[0] as Element)
    await pass()
    expect(writeText).toHaveBeenCalledWith('Am I still in?')
    expect(unsent.textContent).toContain('Copied')

    conversation.commit((seq) => conversation.join([ben], seq, server.time))
    await pass(1_000)
    expect(screen.queryByText(/You are no longer a member/)).toBeNull()
    expect(screen.getByRole('textbox').textContent).toBe('Half a thought')
    vi.unstubAllGlobals()
  })
})

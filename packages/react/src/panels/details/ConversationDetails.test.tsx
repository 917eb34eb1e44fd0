// @vitest-environment jsdom
import { useState } from 'react'
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { eventBus } from '@lectern/client'
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { LazyReportDialog } from '../../cards/LazyReportDialog.tsx'
import { openRoom, type RoomOptions } from '../../testing/room.tsx'
import { LazyThreadPane } from '../../chat/thread/LazyThread.tsx'
import { ChatBox } from '../../chat/ChatBox.tsx'
import { layOut } from '../../testing/layout.ts'
import {
  ConversationDetails,
  LazyDocumentsTab,
  LazyKeptTab,
  LazyQuestionsTab,
  LazySettingsTab,
  LazyThreadsTab,
} from './ConversationDetails.tsx'
import { LazyAddPeople, LazyRenameForm } from './PeopleTab.tsx'
import type { DetailsProps, DetailsSection } from './sections.ts'

type Person = 'ada' | 'ben' | 'chloe'

beforeAll(() =>
  Promise.all([
    LazyAddPeople.want(),
    LazyRenameForm.want(),
    LazyReportDialog.want(),
    LazyThreadPane.want(),
    LazyThreadsTab.want(),
    LazyKeptTab.want(),
    LazyQuestionsTab.want(),
    LazyDocumentsTab.want(),
    LazySettingsTab.want(),
  ]),
)
// The undo of the page, and its pause before it searches, run on the clock of the page.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Ada has begun a group with Ben. */
const open = async (as: Person = 'ada', options: RoomOptions & { guide?: true; settings?: object } = {}) => {
  const room = await openRoom(as, { kind: 'group', title: 'Physics', with: ['ben'], ...options })
  const { conversation, server } = room
  const { settings, guide } = options
  if (guide)
    conversation.commit((seq) => conversation.join([server.addUser('Guide', 'assistant')], seq, server.time))
  if (settings)
    conversation.commit((changed_seq) => Object.assign(conversation.state.row, settings, { changed_seq }))
  // As beside the conversation itself.
  onTestFinished(room.handle.open())
  await room.show(<ConversationDetails conversationId={conversation.id} />)
  const wait = async (ms: number) => {
    act(() => void vi.advanceTimersByTime(ms))
    await room.pass()
  }
  return { ...room, wait, names: () => conversation.members.map(({ name }) => name) }
}

const tab = (name: string | RegExp) => screen.getByRole('tab', { name })
const choose = (name: string | RegExp) => act(() => void fireEvent.click(tab(name)))

describe('people', () => {
  test('are listed with role, presence and read position; teachers first', async () => {
    const { join, server, ben, says, ada, pass, conversation } = await open()
    await join(ben)
    // Nobody has read what is not there.
    expect(screen.queryByText(/Has read everything/)).toBeNull()
    says(ada, 'Hello')
    conversation.acknowledge(ben.id, conversation.state.head, conversation.state.head)
    server.publishReceipt(conversation, ben.id)
    await pass(50)
    const [first, second] = screen.getAllByRole('listitem')
    expect(first?.textContent).toContain('Ada (You)Instructor')
    expect(second?.textContent).toContain('BenOnline · Has read everything')
  })

  test('can be removed by those who may, with five seconds to undo', async () => {
    const { wait, names } = await open()
    fireEvent.click(screen.getByRole('button', { name: 'Remove Ben' }))
    expect(screen.getByText('Ben removed')).toBeDefined()
    fireEvent.click(screen.getByText('Undo'))
    await wait(6_000)
    expect(names()).toEqual(['Ada', 'Ben'])
    fireEvent.click(screen.getByRole('button', { name: 'Remove Ben' }))
    await wait(5_000)
    expect(names()).toEqual(['Ada'])
    expect(screen.queryByRole('button', { name: 'Remove Ben' })).toBeNull()
  })

  test('can be added by name, without the present members', async () => {
    const { wait, pass, names } = await open()
    fireEvent.click(screen.getByRole('button', { name: 'Add people' }))
    await wait(250)
    const found = within(document.querySelector('.lectern-add-people') as HTMLElement)
    expect(found.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Chloe'),
    ])
    fireEvent.click(found.getByText('Add'))
    await pass()
    expect(names()).toEqual(['Ada', 'Ben', 'Chloe'])
  })

  test('a course without the assistant says so to whoever may add it', async () => {
    const { server, pass, names } = await open('ada', { kind: 'course' })
    choose('Settings')
    const section = within(screen.getByRole('region', { name: 'AI assistant' }))
    fireEvent.click(section.getByRole('button', { name: 'Add the assistant' }))
    await pass()
    expect(section.getByText(/^This school has no assistant\./)).toBeDefined()
    server.addUser('Guide', 'assistant')
    fireEvent.click(section.getByRole('button', { name: 'Add the assistant' }))
    await pass()
    expect(names()).toContain('Guide')
    expect(section.queryByRole('button', { name: 'Add the assistant' })).toBeNull()
    expect(section.getByRole('group', { name: 'How much it says' })).toBeDefined()
  })

  test('students hear nothing of an assistant that they cannot add', async () => {
    await open('ben', { kind: 'course' })
    choose('Settings')
    expect(screen.queryByText(/no assistant/, { ignore: '[aria-live=polite] *' })).toBeNull()
  })

  test('S13 can be blocked, unblocked and reported from the list; nobody oneself', async () => {
    const { pass, server, ada, ben } = await open('ben')
    expect(screen.queryByRole('button', { name: 'Actions for Ben' })).toBeNull()
    const choose = async (item: string) => {
      fireEvent.click(screen.getByRole('button', { name: 'Actions for Ada' }))
      fireEvent.click(screen.getByRole('menuitem', { name: item }))
      await pass()
    }
    await choose('Block Ada')
    expect([...server.blockedBy(ben.id).keys()]).toEqual([ada.id])
    await choose('Unblock Ada')
    expect(server.blockedBy(ben.id).size).toBe(0)
    await choose('Report Ada…')
    fireEvent.change(screen.getByLabelText('What is wrong?'), { target: { value: 'Unkind words' } })
    fireEvent.click(screen.getByRole('button', { name: 'Report' }))
    await pass()
    expect([...server.reports.values()].map(({ user, reason }) => [user.id, reason])).toEqual([
      [ada.id, 'Unkind words'],
    ])
  })

  test('a refusal is shown in words', async () => {
    const { wait, server, names } = await open()
    server.refuseAll = 'forbidden'
    fireEvent.click(screen.getByRole('button', { name: 'Remove Ben' }))
    await wait(5_000)
    expect(screen.getByRole('alert').textContent).toMatch(/^That did not work: ./)
    expect(names()).toEqual(['Ada', 'Ben'])
  })
})

describe('the title', () => {
  test('is changed in place', async () => {
    const { pass, conversation } = await open()
    fireEvent.click(screen.getByRole('button', { name: 'Rename' }))
    fireEvent.change(screen.getByRole('textbox', { name: 'Title' }), { target: { value: '  Mechanics ' } })
    fireEvent.click(screen.getByText('Save'))
    await pass()
    expect(conversation.state.row.title).toBe('Mechanics')
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  test('is unchanged after Escape', async () => {
    const { pass, conversation } = await open()
    fireEvent.click(screen.getByRole('button', { name: 'Rename' }))
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Title' }), { key: 'Escape' })
    await pass()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(conversation.state.row.title).toBe('Physics')
  })
})

describe('other members', () => {
  test.each([
    ['a student who did not begin it', 'ben', {}],
    ['two people among themselves', 'ada', { kind: 'direct' }],
  ] as const)('%s: nothing to change', async (_, as, options) => {
    await open(as, options)
    const buttons = screen.queryAllByRole('button')
    const changing = buttons.filter((button) => button.getAttribute('aria-haspopup') !== 'menu')
    expect(changing).toEqual([])
  })
})

describe('the assistant', () => {
  test('staff choose its mode and whether they review, and read what students get', async () => {
    const { pass, conversation } = await open('ada', { guide: true })
    choose('Settings')
    const section = within(screen.getByRole('region', { name: 'AI assistant' }))
    expect(section.getByRole('radio', { name: 'Explains' })).toHaveProperty('checked', true)
    fireEvent.click(section.getByRole('radio', { name: 'Hints' }))
    section.getByText(/never the answer/)
    await pass()
    fireEvent.click(section.getByRole('switch', { name: 'Staff check answers first' }))
    await pass()
    expect(conversation.state.row).toMatchObject({ assistant_mode: 'hints', assistant_review: true })
    expect(section.getByRole('radio', { name: 'Hints' })).toHaveProperty('checked', true)
  })

  test('a refusal is shown, and the choice returns', async () => {
    const { pass, server } = await open('ada', { guide: true })
    choose('Settings')
    server.refuseAll = 'forbidden'
    fireEvent.click(screen.getByRole('radio', { name: 'Off' }))
    await pass()
    expect(screen.getByRole('alert')).toBeDefined()
    expect(screen.getByRole('radio', { name: 'Explains' })).toHaveProperty('checked', true)
  })

  test('students read the settings in words and cannot change them', async () => {
    await open('ben', { guide: true, settings: { assistant_mode: 'hints', assistant_review: true } })
    choose('Settings')
    const section = within(screen.getByRole('region', { name: 'AI assistant' }))
    section.getByText('AI gives hints here')
    section.getByText('Answers are checked by staff first')
    expect(section.queryByRole('radio')).toBeNull()
  })

  test('without it as a member there are no settings', async () => {
    await open('ada')
    choose('Settings')
    expect(screen.queryByRole('region', { name: 'AI assistant' })).toBeNull()
  })
})

describe('the tabs', () => {
  test('each shows its own, by arrows too, and the count is in words', async () => {
    const { says, ben, pass } = await open()
    expect(screen.getByRole('tabpanel').getAttribute('aria-labelledby')).toBe(tab('People').id)
    tab('People').focus()
    fireEvent.keyDown(tab('People'), { key: 'ArrowRight' })
    fireEvent.keyDown(tab('Threads'), { key: 'ArrowRight' })
    expect(tab('Pinned and saved').getAttribute('aria-selected')).toBe('true')
    expect(document.activeElement).toBe(tab('Pinned and saved'))
    await pass(50)
    screen.getByText(/^Nothing is pinned here/)
    says(ben, 'Why?', { question: true })
    await pass(50)
    choose('Questions · 1 unanswered')
    await pass()
    expect(within(screen.getByRole('tabpanel')).getByRole('button', { name: /Why\?/ })).toBeDefined()
    choose('Settings')
    expect(screen.getByRole('region', { name: 'Who can read this' }).textContent).toContain('1 instructor')
  })

  test('what one saved here is listed, also what is far down the list of all', async () => {
    const { says, ben, chat, pass, server, ada } = await open()
    const other = server.addConversation(ada, { kind: 'group', title: 'Other', member_ids: [ben.id] })
    const [here, there] = [says(ben, 'Kept here'), crypto.randomUUID()]
    other.post(ben, { id: there, content: 'Kept there' }, server.time)
    await pass(50)
    await chat.saved.set(here.id, true)
    await chat.saved.set(there, true)
    choose('Pinned and saved')
    await pass()
    const saved = within(screen.getByRole('region', { name: 'Saved by you' }))
    expect(saved.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Kept here'),
    ])
    await act(() => chat.saved.set(here.id, false))
    await pass()
    expect(saved.queryAllByRole('button')).toEqual([])
  })

  test('another conversation is shown in the same tab, and is announced once', async () => {
    const { server, ada, ben, show, pass, conversation } = await open()
    layOut()
    const heard: string[] = []
    onTestFinished(eventBus.on('conversation-change', ({ conversation_id }) => heard.push(conversation_id)))
    const other = server.addConversation(ada, { kind: 'group', title: 'Other', member_ids: [ben.id] })
    await pass(50)
    cleanup()
    const Page = ({ id }: { id: string }) => (
      <>
        <ChatBox conversationId={id} />
        <ConversationDetails conversationId={id} />
      </>
    )
    const Switch = () => {
      const [id, setId] = useState(conversation.id)
      return (
        <>
          <Page id={id} />
          <button type="button" onClick={() => setId(other.id)}>
            Go on
          </button>
        </>
      )
    }
    await show(<Switch />)
    choose('Settings')
    heard.length = 0
    fireEvent.click(screen.getByText('Go on'))
    await pass(50)
    choose('Files')
    await pass()
    expect(heard).toEqual([other.id])
    choose('Settings')
    expect(tab('Settings').getAttribute('aria-selected')).toBe('true')
  })
})

describe('sections of the page', () => {
  const Grades = ({ summary, jump }: DetailsProps) => (
    <button type="button" onClick={() => jump('message')}>{`Grades of ${summary.display_title}`}</button>
  )
  const sections: DetailsSection[] = [
    { id: 'grades', title: 'Grades', Content: Grades },
    { id: 'courses', title: 'Courses', available: ({ kind }) => kind === 'course', Content: Grades },
    {
      id: 'broken',
      title: 'Broken',
      Content: () => {
        throw new Error('not this page')
      },
    },
  ]

  test('have tabs of their own where they are available, and get the conversation', async () => {
    const { show, conversation, pass } = await open()
    cleanup()
    const [onTab, onJump] = [vi.fn<(tab: string) => void>(), vi.fn<() => void>()]
    await show(
      <ConversationDetails
        conversationId={conversation.id}
        sections={sections}
        onTab={onTab}
        onJump={onJump}
      />,
    )
    expect(screen.queryByRole('tab', { name: 'Courses' })).toBeNull()
    choose('Grades')
    expect(onTab).toHaveBeenCalledWith('grades')
    fireEvent.click(screen.getByText('Grades of Physics'))
    expect(onJump).toHaveBeenCalledOnce()
    await pass()
  })

  test('one that fails leaves the others', async () => {
    const { show, conversation } = await open()
    cleanup()
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    onTestFinished(() => told.mockRestore())
    await show(<ConversationDetails conversationId={conversation.id} sections={sections} tab="broken" />)
    expect(screen.getAllByRole('tab')).toHaveLength(9)
    expect(screen.queryByText('Ben')).toBeNull()
  })
})

describe('threads', () => {
  /** Ben wrote, Ada replied; Ada sees the conversation, with its details or without. */
  const talk = async (withDetails: boolean) => {
    const room = await openRoom('ben', { kind: 'group', title: 'Physics' })
    layOut()
    const first = room.says(room.ben, 'Plain words')
    const reply = room.says(room.ada, 'A reply', { reply_to_id: first.id })
    const { id } = room.conversation
    await room.show(
      <>
        <ChatBox conversationId={id} />
        {withDetails && <ConversationDetails conversationId={id} />}
      </>,
    )
    const thread = () => within(screen.getByRole('region', { name: 'Thread' }))
    const openOf = async (text: string) => {
      const row = screen.getAllByRole('article').find(({ textContent }) => textContent.includes(text))
      fireEvent.click(within(row as HTMLElement).getByRole('button', { name: 'More' }))
      fireEvent.click(screen.getByRole('menuitem', { name: 'Open thread' }))
      await room.pass(50)
    }
    return { ...room, first, reply, thread, openOf }
  }

  test('of any message open in the details, which stay beside the conversation', async () => {
    const { openOf, thread, pass, conversation, handle, first } = await talk(true)
    await openOf('Plain words')
    expect(tab(/^Threads/).getAttribute('aria-selected')).toBe('true')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(thread().getByText('A reply')).toBeDefined()
    const field = thread().getByRole('textbox')
    expect(document.activeElement).toBe(field)
    fireEvent.change(field, { target: { value: 'Thanks' } })
    expect(handle.draftOf(first.id).get()).toBe('Thanks')
    fireEvent.keyDown(field, { key: 'Enter' })
    await pass(50)
    expect(conversation.state.messages.at(-1)).toMatchObject({ content: 'Thanks', reply_to_id: first.id })
    fireEvent.click(thread().getByRole('button', { name: 'All threads' }))
    await pass(50)
    expect(screen.getByRole('region', { name: 'Threads' }).textContent).toContain('2 replies')
  })

  test('of which one follows some: unread ones are counted, and read by being looked at', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    onTestFinished(() => void vi.restoreAllMocks())
    const { pass, says, ada, chloe, first, server, ben } = await talk(true)
    const other = says(ada, 'For all')
    says(chloe, 'Not for Ben', { reply_to_id: other.id })
    await pass(50)
    choose('Threads · 1 unread')
    await pass(50)
    const list = within(screen.getByRole('region', { name: 'Threads' }))
    expect(list.getByRole('button', { name: /Follow the thread “For all”/ }).ariaPressed).toBe('false')
    fireEvent.click(list.getByRole('button', { name: /Follow the thread “For all”/ }))
    await pass(50)
    tab('Threads · 2 unread')
    fireEvent.click(list.getByRole('button', { name: /^Plain words/ }))
    await pass()
    act(() => void vi.advanceTimersByTime(600))
    await pass(50)
    tab('Threads · 1 unread')
    expect(server.threadMarksOf(ben).get(first.id)?.read_seq).toBeGreaterThan(0)
  })

  test('of which one was followed on another device say so; one follows without having written', async () => {
    const { openOf, thread, pass, says, ada, server, ben, conversation } = await talk(true)
    const other = says(ada, 'For all')
    await pass(50)
    await openOf('For all')
    const bell = () => thread().getByRole('button', { name: 'Follow this thread' })
    expect(bell().ariaPressed).toBe('false')
    fireEvent.click(bell())
    expect(bell().ariaPressed).toBe('true')
    await pass(50)
    expect(server.threadMarksOf(ben).get(other.id)?.follows).toBe(true)
    server.threadMarksOf(ben).set(other.id, { follows: false })
    const changed_seq = (server.ownSeqs.get(ben.id) ?? 0) + 1
    server.ownSeqs.set(ben.id, changed_seq)
    const settings = [{ conversation_id: conversation.id, changed_seq }]
    server.send(ben.id, { type: 'own', from: changed_seq - 1, to: changed_seq, settings })
    await pass(50)
    expect(bell().ariaPressed).toBe('false')
    // Whoever answers follows.
    server.threadMarksOf(ben).delete(other.id)
    says(ben, 'I also wonder', { reply_to_id: other.id })
    await pass(50)
    expect(bell().ariaPressed).toBe('true')
  })

  test('that cannot be followed for a reason say it, and stay as they were', async () => {
    const { openOf, thread, pass, server } = await talk(true)
    await openOf('Plain words')
    const bell = () => thread().getByRole('button', { name: 'Follow this thread' })
    expect(bell().ariaPressed).toBe('true')
    server.refuseAll = 'storage_full'
    fireEvent.click(bell())
    await pass(50)
    expect(thread().getByRole('alert')).toBeDefined()
    expect(bell().ariaPressed).toBe('true')
    server.refuseAll = undefined
  })

  test('open over the conversation where no details are shown, and Escape leads back', async () => {
    const { openOf, thread } = await talk(false)
    await openOf('Plain words')
    expect(thread().getByText('A reply')).toBeDefined()
    fireEvent.keyDown(thread().getByRole('textbox'), { key: 'Escape' })
    expect(screen.queryByRole('region', { name: 'Thread' })).toBeNull()
  })
})

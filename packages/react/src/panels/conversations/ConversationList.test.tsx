// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ApiError, type ConversationSummary } from '@lectern/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeChat, listOf } from '../../testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, message, summary } from '../../testing/samples.ts'
import { recordAnnouncements } from '../../testing/announcements.ts'
import { renderWith } from '../../testing/render.tsx'
import { ConversationList } from './ConversationList.tsx'

let fake: FakeChat
const onSelect = vi.fn<(id: string) => void>()

beforeEach(() => {
  onSelect.mockClear()
  fake = new FakeChat(ADA)
  set([
    summary({ id: 'ben', last_message: message(3, BEN, 'I have a **question**') }),
    summary({
      id: 'physics',
      kind: 'course',
      display_title: 'Physics 101',
      unread: 128,
      members: [member(ADA), member(CHLOE)],
      last_message: message(2, CHLOE, 'Thanks'),
    }),
    summary({
      id: 'project',
      kind: 'group',
      display_title: 'Projet été',
      last_message: message(1, ADA, 'See you'),
    }),
  ])
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const set = (items: ConversationSummary[], rest = {}) => {
  for (const item of items) {
    const stores = fake.of(item.id)
    stores.summary.set(item)
    stores.members.set(item.members)
  }
  fake.conversations.set({ ...listOf(items), ...rest })
}
const list = (props = {}) => renderWith(fake, <ConversationList onSelect={onSelect} {...props} />)
const rows = () => [...document.querySelectorAll<HTMLElement>('.lectern-conversation')]
const titles = () => rows().map((each) => each.querySelector('.lectern-conversation-title')?.textContent)
const rowOf = (title: string) =>
  screen.getByTitle(title).closest<HTMLElement>('.lectern-conversation') as HTMLElement

describe('a row', () => {
  test('shows the last writer and text, without marks', () => {
    list()
    expect(within(rowOf('Ben Okafor')).getByText('I have a question')).toBeDefined()
    expect(rowOf('Physics 101').textContent).toContain('Chloe Martin: Thanks')
    expect(rowOf('Projet été').textContent).toContain('You: See you')
  })

  test('shows the unread number, in words too', () => {
    list()
    expect(rowOf('Physics 101').textContent).toContain('99+')
    expect(within(rowOf('Physics 101')).getByText('128 unread messages')).toBeDefined()
    expect(rowOf('Ben Okafor').dataset.unread).toBeUndefined()
  })

  test('shows mentions and the number of open questions', () => {
    const [first, ...others] = fake.conversations.get().items
    set([{ ...first!, open_questions: 2, unread_mentions: [7] }, ...others])
    list()
    expect(within(rowOf('Ben Okafor')).getByText('1 message names you')).toBeDefined()
    expect(within(rowOf('Ben Okafor')).getByText('2 open questions')).toBeDefined()
    expect(rowOf('Physics 101').textContent).not.toContain('question')
  })

  test('shows presence, in words too', () => {
    fake.presence.set({ [BEN.id]: 'away' })
    list()
    expect(within(rowOf('Ben Okafor')).getByText('Away')).toBeDefined()
    act(() => fake.presence.set({ [BEN.id]: 'online' }))
    expect(within(rowOf('Ben Okafor')).getByText('Online')).toBeDefined()
  })

  test('shows who is typing instead of the last message', () => {
    list()
    act(() => fake.of('ben').typing.set([BEN.id]))
    expect(within(rowOf('Ben Okafor')).getByText('typing…')).toBeDefined()
    act(() => fake.of('physics').typing.set([CHLOE.id]))
    expect(within(rowOf('Physics 101')).getByText('Chloe Martin typing…')).toBeDefined()
  })

  test('shows the draft of a conversation that is not open', () => {
    fake.of('ben').draft.set('About tomorrow')
    list({ selectedId: 'physics' })
    expect(rowOf('Ben Okafor').textContent).toContain('Draft: About tomorrow')
  })

  test('selects on a press', () => {
    list()
    fireEvent.click(rowOf('Physics 101'))
    expect(onSelect).toHaveBeenCalledWith('physics')
  })

  test('as a link leaves a press with a modifier to the browser', () => {
    list({ hrefOf: (id: string) => `#/c/${id}` })
    expect(rowOf('Physics 101').getAttribute('href')).toBe('#/c/physics')
    fireEvent.click(rowOf('Physics 101'), { ctrlKey: true })
    expect(onSelect).not.toHaveBeenCalled()
    expect(fireEvent.click(rowOf('Physics 101'))).toBe(false)
    expect(onSelect).toHaveBeenCalledWith('physics')
  })

  test('renders again only when its own conversation changes', () => {
    const counted: number[] = []
    const unread = (count: number) => {
      counted.push(count)
      return `${count} unread`
    }
    const items = fake.conversations.get().items.map((item, index) => ({ ...item, unread: index + 1 }))
    set(items)
    renderWith(fake, <ConversationList onSelect={onSelect} />, { labels: { unread } })
    expect(new Set(counted)).toEqual(new Set([1, 2, 3]))
    counted.length = 0
    act(() => set([{ ...items[0]!, unread: 9 }, ...items.slice(1)]))
    expect(new Set(counted)).toEqual(new Set([9]))
  })

  test('on a switch only the two affected rows render again, whatever function the host passes', () => {
    const counted: number[] = []
    const unread = (count: number) => {
      counted.push(count)
      return `${count} unread`
    }
    set(fake.conversations.get().items.map((item, index) => ({ ...item, unread: index + 1 })))
    const chosen: string[] = []
    const open = (selectedId: string) => (
      <ConversationList selectedId={selectedId} onSelect={(id) => chosen.push(`${selectedId} ${id}`)} />
    )
    // The same objects at each render, or the provider itself would change.
    const options = { labels: { unread } }
    const { rerender } = renderWith(fake, open('ben'), options)
    counted.length = 0
    rerender(open('physics'))
    expect(new Set(counted)).toEqual(new Set([1, 2]))
    fireEvent.click(rowOf('Projet été'))
    expect(chosen).toEqual(['physics project'])
  })
})

describe('the keyboard', () => {
  test('one row is in the tab order: the selected one', () => {
    list({ selectedId: 'physics' })
    expect(rows().filter(({ tabIndex }) => tabIndex === 0)).toEqual([rowOf('Physics 101')])
    expect(rowOf('Physics 101').getAttribute('aria-current')).toBe('true')
  })

  test('arrows, Home and End walk the rows', () => {
    list()
    const [first, second, third] = rows()
    first?.focus()
    const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key })
    press('ArrowDown')
    expect(document.activeElement).toBe(second)
    press('End')
    expect(document.activeElement).toBe(third)
    press('ArrowUp')
    expect(document.activeElement).toBe(second)
    press('Home')
    expect(document.activeElement).toBe(first)
  })
})

describe('filter and search', () => {
  const filter = (name: string) =>
    fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${name}`, 'u') }))
  const search = (text: string) =>
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } })

  test('by unread and by kind', () => {
    list()
    filter('Unread')
    expect(titles()).toEqual(['Physics 101'])
    filter('Groups')
    expect(titles()).toEqual(['Projet été'])
    filter('All')
    expect(titles()).toHaveLength(3)
  })

  test('by open questions, with their number on the filter', () => {
    const [first, ...others] = fake.conversations.get().items
    set([{ ...first!, open_questions: 3 }, ...others])
    list()
    filter('Questions 3')
    expect(titles()).toEqual(['Ben Okafor'])
    act(() => set([first!, ...others]))
    expect(screen.getByText('Every question is answered')).toBeDefined()
  })

  test('the selected one stays while "unread" is on', () => {
    list({ selectedId: 'ben' })
    filter('Unread')
    expect(titles()).toEqual(['Ben Okafor', 'Physics 101'])
  })

  test('by title, person and last message, with or without accents', () => {
    list()
    search('ete')
    expect(titles()).toEqual(['Projet été'])
    search('chloe')
    expect(titles()).toEqual(['Physics 101'])
    search('QUESTION')
    expect(titles()).toEqual(['Ben Okafor'])
  })

  test('what is not loaded is asked of the server, and shown when it is there', async () => {
    set(fake.conversations.get().items, {
      has_more: true,
      totals: { conversations: 64, unread: 62, unread_messages: 90, open_questions: 8 },
    })
    const far = summary({ id: 'far', kind: 'course', display_title: 'Chemistry', open_questions: 5 })
    fake.found = ({ filter }) => {
      if (filter === 'questions') act(() => set([...fake.conversations.get().items, far], { has_more: true }))
      return { ids: ['far', 'physics'], next_cursor: null }
    }
    list()
    // The server's numbers, not those of what is loaded.
    expect(screen.getByRole('button', { name: 'Unread 62' })).toBeDefined()
    filter('Questions 8')
    expect(screen.queryByText('Every question is answered')).toBeNull()
    expect(await screen.findByTitle('Chemistry')).toBeDefined()
    // A filter still holds for what the server named: Physics has no open question.
    expect(titles()).toEqual(['Chemistry'])
    filter('All')
    search('nadia')
    // Nadia is a member whom the list does not show.
    await waitFor(() => expect(titles()).toEqual(['Physics 101', 'Chemistry']))
    expect(fake.acts).toContainEqual(['find', { q: 'nadia', filter: 'all' }])
  })

  test('a question that failed is asked again, also while the connection stands', async () => {
    vi.useFakeTimers()
    fake.refusal = new Error('lost')
    list()
    search('nadia')
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(screen.getByText(/^Only the conversations on this device were searched/)).toBeDefined()
    fake.found = () => ({ ids: ['ben'], next_cursor: null })
    // What is set within one `act` is drawn at its end.
    await act(() => vi.advanceTimersByTimeAsync(5_000))
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(titles()).toEqual(['Ben Okafor'])
    expect(screen.queryByText(/^Only the conversations/)).toBeNull()
  })

  test('a question that the server refuses is not asked again', async () => {
    vi.useFakeTimers()
    const found = vi.fn<() => never>(() => {
      throw new ApiError({
        type: 'about:blank',
        title: 'Invalid',
        status: 400,
        detail: 'Too long.',
        code: 'invalid',
        retry: 'never',
        request_id: 'req_3',
      })
    })
    fake.found = found
    list()
    search('n'.repeat(201))
    for (let second = 0; second < 20; second++) await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(screen.getByText(/^Only the conversations on this device were searched/)).toBeDefined()
    expect(found).toHaveBeenCalledOnce()
  })

  test('further results come page by page', async () => {
    fake.found = ({ cursor }) =>
      cursor === undefined ? { ids: ['ben'], next_cursor: 'second' } : { ids: ['project'], next_cursor: null }
    list()
    search('nadia')
    fireEvent.click(await screen.findByText('Show more'))
    await waitFor(() => expect(titles()).toEqual(['Ben Okafor', 'Projet été']))
    expect(screen.queryByText('Show more')).toBeNull()
  })

  test('a page of which nothing is left leads to the next one, and is no empty list', async () => {
    const [ben, physics, project] = fake.conversations.get().items
    set([ben!, physics!, { ...project!, unread: 1, counted: 1 }], { has_more: true })
    const far = summary({ id: 'far', display_title: 'Chemistry', unread: 4 })
    fake.found = ({ cursor }) => {
      if (cursor === undefined) return { ids: ['physics', 'project'], next_cursor: 'second' }
      act(() => set([...fake.conversations.get().items, far], { has_more: true }))
      return { ids: ['far'], next_cursor: null }
    }
    list()
    filter('Unread')
    await screen.findByText('Show more')
    // All of the page is read, as by the selection.
    act(() => set([ben!, { ...physics!, unread: 0, counted: 0 }, project!], { has_more: true }))
    expect(screen.queryByText('You have read everything')).toBeNull()
    expect(await screen.findByTitle('Chemistry')).toBeDefined()
    act(() => set([ben!, project!], { has_more: true }))
    expect(await screen.findByText('You have read everything')).toBeDefined()
  })

  test('a list of an earlier visit is no complete one', async () => {
    set(fake.conversations.get().items, { listed: false })
    fake.refusal = new Error('offline')
    list()
    filter('Questions')
    expect(await screen.findByText(/^Only the conversations on this device were searched/)).toBeDefined()
    expect(screen.queryByText('Every question is answered')).toBeNull()
  })

  test('without the server it says that only this device was searched, and asks again when it is back', async () => {
    fake.refusal = new Error('offline')
    list()
    search('physics')
    expect(await screen.findByText(/^Only the conversations on this device were searched/)).toBeDefined()
    expect(titles()).toEqual(['Physics 101'])
    fake.found = () => ({ ids: ['ben'], next_cursor: null })
    act(() => fake.connection.set({ status: 'offline' } as never))
    act(() => fake.connection.set({ status: 'live' }))
    await waitFor(() => expect(titles()).toEqual(['Ben Okafor', 'Physics 101']))
    expect(screen.queryByText(/^Only the conversations/)).toBeNull()
  })

  test('L2 says why only this device was searched, and says it aloud', async () => {
    const recorder = recordAnnouncements()
    const problem = { type: 'about:blank', title: 'Slow', status: 429, code: 'rate_limited', retry: 'later' }
    fake.refusal = new ApiError({ ...problem, detail: 'Slow.', request_id: 'r' } as ApiError['problem'])
    list()
    search('physics')
    const note = await screen.findByText(/^Only the conversations on this device were searched/)
    expect(note.textContent).toContain('That was too much in a short time.')
    const heard: string[] = []
    await waitFor(() => {
      heard.push(...recorder.take())
      expect(heard.join()).toContain('Only the conversations on this device were searched')
    })
    recorder.stop()
  })

  test('an empty result offers the way back', async () => {
    list()
    search('nobody')
    expect(await screen.findByText('No conversation matches')).toBeDefined()
    fireEvent.click(screen.getByText('Show all'))
    expect(titles()).toHaveLength(3)
  })

  test('Escape empties the search and goes no further', () => {
    list()
    search('ete')
    const further = vi.fn<(event: Event) => void>()
    document.addEventListener('keydown', further)
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' })
    document.removeEventListener('keydown', further)
    expect(titles()).toHaveLength(3)
  })
})

describe('other states', () => {
  test('loading has the controls and rows of the list, so that nothing moves', () => {
    fake.conversations.set({ ...listOf([]), status: 'loading' })
    list()
    expect(screen.getByRole('status', { name: 'Loading' })).toBeDefined()
    expect(screen.getByRole('searchbox')).toBeDefined()
  })

  test('empty has a sentence, a picture and one button', () => {
    set([])
    const onStart = vi.fn<() => void>()
    list({ onStart })
    expect(screen.getByText('No conversations yet')).toBeDefined()
    expect(screen.getAllByRole('button')).toHaveLength(1)
    fireEvent.click(screen.getByRole('button'))
    expect(onStart).toHaveBeenCalledOnce()
  })

  test('error says what happened and tries again', () => {
    const error = new ApiError({
      type: 'about:blank',
      title: 'Unavailable',
      status: 503,
      detail: 'The server is restarting.',
      code: 'unavailable',
      retry: 'later',
      request_id: 'req_2',
    })
    set([], { status: 'error', error })
    list()
    expect(screen.getByRole('alert').textContent).toContain('The server is restarting.')
    fireEvent.click(screen.getByText('Try again'))
    expect(fake.acts).toContainEqual(['refresh'])
  })

  test('more is loaded on demand', () => {
    set(fake.conversations.get().items, { has_more: true })
    list()
    fireEvent.click(screen.getByText('Show more'))
    expect(fake.acts).toContainEqual(['loadMore'])
  })
})

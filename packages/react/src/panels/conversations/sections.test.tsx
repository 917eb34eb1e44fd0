// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ConversationList } from './ConversationList.tsx'
import type { ListSection } from './list-sections.ts'

/** Ben's list: a course, two groups, and his conversation with Ada. */
const open = async (start: ListSection[] = []) => {
  layOut()
  const room = await openRoom('ben', { title: 'Physics' })
  const { server, ada, ben } = room
  const group = (title: string) => server.addConversation(ada, { kind: 'group', title, member_ids: [ben.id] })
  const project = group('Project')
  // Of two of the same moment either may come first.
  await room.pass(1_000)
  const band = group('Band')
  const List = () => {
    const [folded, setFolded] = useState(start)
    const fold = (section: ListSection, isFolded: boolean) =>
      setFolded([...folded.filter((each) => each !== section), ...(isFolded ? [section] : [])])
    return <ConversationList selectedId={band.id} onSelect={() => {}} folded={folded} onFold={fold} />
  }
  await room.show(<List />)
  await room.pass(1_000)
  return { ...room, project, band }
}

/** The filters above have the same names. */
const head = (name: RegExp) =>
  screen
    .getAllByRole('button', { name })
    .find((button) => button.hasAttribute('aria-controls')) as HTMLElement
const heads = () =>
  [...document.querySelectorAll('.lectern-section-toggle')].map((each) => [
    each.textContent?.trim(),
    each.getAttribute('aria-expanded'),
  ])
const titlesIn = (name: string) =>
  within(screen.getByRole('list', { name }))
    .queryAllByRole('listitem')
    .map((row) => row.querySelector('.lectern-conversation-title')?.textContent)

test('courses, groups and direct conversations have sections, and what is pinned is in one above', async () => {
  const { project, ben, chat, pass } = await open()
  expect(heads().map(([name]) => name)).toEqual(['Courses', 'Groups', 'Direct'])
  expect(titlesIn('Groups')).toEqual(['Band', 'Project'])
  await chat.conversation(project.id).setOwn({ pinned: true })
  await pass(500)
  expect(project.own.get(ben.id)?.pinned_at).toBeDefined()
  expect(titlesIn('Pinned')).toEqual(['Project'])
  expect(titlesIn('Groups')).toEqual(['Band'])
})

test('a folded section shows the open conversation alone, and how many wait to be read', async () => {
  const { project, band, server, ada, pass } = await open()
  fireEvent.click(head(/^Groups/u))
  expect(titlesIn('Groups')).toEqual(['Band'])
  expect(heads()[1]).toEqual(['Groups', 'false'])
  for (const place of [project, band])
    place.post(ada, { content: 'News', id: crypto.randomUUID() }, server.time)
  await pass(1_000)
  expect(head(/^Groups 2 conversations with unread messages$/u).getAttribute('aria-expanded')).toBe('false')
  fireEvent.click(head(/^Groups/u))
  expect(titlesIn('Groups').toSorted()).toEqual(['Band', 'Project'])
  expect(heads()[1]).toEqual(['Groups', 'true'])
})

test('a filter and a search have no sections: what is folded is found', async () => {
  const { pass } = await open(['group', 'course', 'direct'])
  expect(titlesIn('Courses')).toEqual([])
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'phys' } })
  await pass(500)
  expect(heads()).toEqual([])
  expect(screen.getByTitle('Physics')).toBeTruthy()
})

test('the arrows go through all sections', async () => {
  await open()
  const rows = [...document.querySelectorAll<HTMLElement>('.lectern-conversation')]
  act(() => rows[0]?.focus())
  for (const row of rows.slice(1)) {
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowDown' })
    expect(document.activeElement).toBe(row)
  }
  expect(rows.length).toBeGreaterThanOrEqual(4)
})

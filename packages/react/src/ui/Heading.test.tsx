// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { layOut } from '../testing/layout.ts'
import { openRoom } from '../testing/room.tsx'
import { ChatComponent } from '../chat/ChatComponent.tsx'
import { ConversationDetails } from '../panels/details/ConversationDetails.tsx'

beforeEach(() => layOut())

/** Levels and names, in the order of the page. */
const outline = (): string[] =>
  screen.getAllByRole('heading').map((heading) => {
    const level = heading.getAttribute('aria-level') ?? heading.tagName.slice(1)
    return `${level} ${heading.textContent}`
  })

const TEXT = '# Plan\n\ntext\n\n### Details\n\ntext\n\n## Next'

const openPlan = async () => {
  const room = await openRoom('ada', { title: 'Physics' })
  room.says(room.ben, TEXT)
  await room.pass()
  return room
}

test('X12 the headings of a text stand below the title of their place, by their depth', async () => {
  const { show, conversation } = await openPlan()
  await show(<ChatComponent conversationId={conversation.id} />)
  expect(outline()).toEqual(['2 Physics', '3 Plan', '5 Details', '4 Next'])
})

test('X12 a text whose highest heading is a low one begins at the same level', async () => {
  const room = await openRoom('ada', { title: 'Physics' })
  room.says(room.ben, '### Plan\n\n#### Details')
  await room.pass()
  await room.show(<ChatComponent conversationId={room.conversation.id} />)
  expect(outline()).toEqual(['2 Physics', '3 Plan', '4 Details'])
})

test.each([1, 3])('X18 a host says the level of the title: %i', async (headingLevel) => {
  const { show, conversation } = await openPlan()
  await show(<ChatComponent conversationId={conversation.id} />, { headingLevel })
  expect(outline().map((line) => Number(line[0]) - headingLevel)).toEqual([0, 1, 3, 2])
})

test('X12 the details name the conversation once, without another title', async () => {
  const { show, conversation } = await openPlan()
  await show(<ConversationDetails conversationId={conversation.id} />)
  expect(screen.getByText('Physics')).toBeDefined()
  expect(outline().filter((line) => line.includes('Physics'))).toEqual([])
  expect(new Set(outline().map(([level]) => level))).toEqual(new Set(['3']))
})

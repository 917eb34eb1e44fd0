// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openRoom } from '../../testing/room.tsx'
import { layOut } from '../../testing/layout.ts'
import { ChatBox } from '../ChatBox.tsx'

test('X19 a message is named by its author, its date and its text', async () => {
  layOut()
  const room = await openRoom('ada')
  const { timestamp } = room.says(room.ben, 'The **mean** is 4.')
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  const name = screen.getByRole('article').getAttribute('aria-label')
  const [year] = timestamp.split('-')
  expect(name).toMatch(new RegExp(`^Ben, \\w+day, .*${year}.* \\d+:\\d+`))
  expect(name).toMatch(/: The mean is 4\.$/u)
})

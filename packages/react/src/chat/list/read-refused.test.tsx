// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { ApiError } from '@lectern/client'
import { beforeEach, expect, test, vi } from 'vitest'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ChatInput } from '../composer/ChatInput.tsx'
import { ChatBox } from '../ChatBox.tsx'

beforeEach(() => layOut())

const refusal = new ApiError({
  type: 'about:blank',
  title: 'Not allowed',
  status: 403,
  detail: 'Refused.',
  code: 'forbidden',
  retry: 'never',
  request_id: 'r',
})

test('S25 whoever opens a conversation hears that what they read in an earlier visit was refused', async () => {
  const room = await openRoom('ada', { kind: 'direct', with: ['ben'] })
  room.says(room.ben, 'Hello')
  const listeners = new Set<(error: ApiError) => void>()
  vi.spyOn(room.handle, 'onReadRefused').mockImplementation((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  })
  const { id } = room.conversation
  await room.show(
    <>
      <ChatBox conversationId={id} />
      <ChatInput conversationId={id} />
    </>,
  )
  expect(listeners.size).toBe(1)
  for (const listener of listeners) listener(refusal)
  await room.pass(100)
  expect(screen.getByRole('alert').textContent).toContain('This could not be marked as read')
})

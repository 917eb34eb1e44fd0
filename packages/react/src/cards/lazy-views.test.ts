// @vitest-environment jsdom
import type { ConversationHandle } from '@lectern/client'
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ownViews, useCardViews } from './lazy-views.ts'

beforeEach(() => ownViews.state.set({ status: 'absent' }))
afterEach(cleanup)

const handleWith = (...messages: object[]): ConversationHandle =>
  ({ timeline: { get: () => ({ rows: messages.map((message) => ({ message })) }) } }) as never

const opensWith = (...messages: object[]) => renderHook(() => useCardViews(handleWith(...messages))).result

test('a list without cards opens at once and loads no views', () => {
  expect(opensWith({ content: 'Hello' }).current).toBe(true)
  expect(ownViews.state.get().status).toBe('absent')
})

test('a list with a card waits for the views', async () => {
  const opens = opensWith({ content: 'Hello' }, { card: {} })
  expect(opens.current).toBe(false)
  await vi.waitFor(() => expect(opens.current).toBe(true))
  expect(ownViews.state.get().status).toBe('ready')
})

test('a list whose views cannot be loaded opens, with the cards in words', async () => {
  const want = vi
    .spyOn(ownViews, 'want')
    .mockImplementation(async () => ownViews.state.set({ status: 'failed' }))
  const opens = opensWith({ card: {} })
  await vi.waitFor(() => expect(opens.current).toBe(true))
  expect(want).toHaveBeenCalled()
  want.mockRestore()
})

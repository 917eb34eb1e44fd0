// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Message } from '@lectern/protocol'
import { renderAlone } from '../../testing/room.tsx'
import { BEN, message } from '../../testing/samples.ts'
import { useSpokenText } from './use-spoken-text.ts'

afterEach(cleanup)

const Said = ({ of }: { of: Message }) => <p>{useSpokenText(of)}</p>
const saidOf = (content: string, more: Partial<Message> = {}) =>
  renderAlone(<Said of={{ ...message(1, BEN, content), ...more }} />).container.textContent

test('a message is said without its marks, and a deleted one is said to be so', () => {
  expect(saidOf('The **mean** is `4`')).toBe('The mean is 4')
  expect(saidOf('Gone', { deleted_at: '2026-11-18T11:06:00.000Z' })).toBe('Message deleted')
})

test('of an answer that grows only the beginning is read', () => {
  // The end of the address is beyond the beginning, so it is no link there.
  const link = `[the source](https://example.edu/${'a'.repeat(1_200)})`
  expect(saidOf(link, { state: 'done' })).toBe('the source')
  expect(saidOf(link, { state: 'streaming' })).toMatch(/^\[the source\]\(https/)
})

// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ConnectionState } from '@lectern/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeChat } from '../testing/fake-chat.ts'
import { recordAnnouncements } from '../testing/announcements.ts'
import { renderWith } from '../testing/render.tsx'
import { ConnectionStatus } from './ConnectionStatus.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'

const AT = new Date(2026, 10, 23, 14, 2).getTime()

type Offline = Extract<ConnectionState, { status: 'offline' }>

let fake: FakeChat
const offline = (since = AT, attempt = 1): Offline => ({
  status: 'offline',
  since,
  attempt,
  retry_at: since + 1_000,
  cause: 'network',
})
const become = (state: ConnectionState) => act(() => fake.connection.set(state))
const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms))
const region = () => document.querySelector('.lectern-banner-place')!

beforeEach(() => {
  vi.useFakeTimers({ now: AT })
  fake = new FakeChat()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('a short interruption is not mentioned', () => {
  renderWith(fake, <OfflineBanner />)
  become(offline())
  wait(4_900)
  expect(region().textContent).toBe('')
  become({ status: 'live' })
  wait(10_000)
  expect(region().textContent).toBe('')
})

test('after five seconds it shows since when and what will happen', () => {
  fake.outbox.set({ pending: 3 })
  renderWith(fake, <OfflineBanner />)
  become(offline())
  wait(5_000)
  expect(region().textContent).toContain('Offline since 14:02. 3 messages will be sent when you are back.')
  act(() => fake.outbox.set({ pending: 1 }))
  expect(region().textContent).toContain('1 message will be sent')
  act(() => fake.outbox.set({ pending: 0 }))
  expect(region().textContent).toContain('You can go on reading and writing.')
})

test.each([
  [{ status: 'stopped', reason: 'revoked' }, 'You were signed out on this device.', 'Try now'],
  [{ status: 'stopped', reason: 'protocol' }, 'This page is older than the server.', 'Load again'],
  [{ status: 'stopped', reason: 'closed' }, 'Another chat on this page', 'Load again'],
  [{ status: 'stopped', reason: 'too_many_connections' }, 'You have too many connections.', 'Try now'],
  [{ status: 'auth_required' }, 'sign in again to go on', 'Try now'],
] as const)('S24 says at once why the connection has ended: %o', (state, text, act) => {
  renderWith(fake, <OfflineBanner />)
  become(state)
  expect(region().textContent).toContain(text)
  expect(screen.getByRole('button').textContent).toBe(act)
})

test('S24 "Try now" tries again when too many connections were open', () => {
  renderWith(fake, <OfflineBanner />)
  become({ status: 'stopped', reason: 'too_many_connections' })
  fireEvent.click(screen.getByText('Try now'))
  expect(fake.acts).toContainEqual(['retryNow'])
  become({ status: 'connecting', attempt: 0 })
  expect(region().textContent).toBe('')
})

test('attempts in between neither hide nor restart it', () => {
  renderWith(fake, <OfflineBanner />)
  become(offline())
  wait(3_000)
  become({ status: 'connecting', attempt: 2 })
  wait(1_000)
  become(offline(AT + 4_000, 2))
  wait(1_000)
  expect(region().textContent).toContain('Offline since 14:02.')
  become({ status: 'connecting', attempt: 3 })
  expect(region().textContent).toContain('Offline since 14:02.')
  become({ status: 'catching_up' })
  expect(region().textContent).toBe('')
})

test('it shows the reason and the time of the next attempt', () => {
  renderWith(fake, <OfflineBanner />)
  become(offline())
  wait(5_000)
  become({ ...offline(AT, 2), cause: 'browser_offline', retry_at: AT + 9_200 })
  expect(region().textContent).toContain('This device has no network. Next attempt in 5 s.')
  wait(1_200)
  expect(region().textContent).toContain('Next attempt in 3 s.')
  wait(3_100)
  expect(region().textContent).toContain('This device has no network. Trying now')
  become({ status: 'connecting', attempt: 3 })
  expect(region().textContent).toContain('This device has no network. Trying now')
  become({ ...offline(AT, 3), cause: 'server', retry_at: AT + 20_000 })
  expect(region().textContent).toContain('Lectern is restarting or busy. Next attempt in 11 s.')
})

test('X19 it is said once, whatever waits and however often it is tried', () => {
  renderWith(fake, <OfflineBanner />)
  const recorder = recordAnnouncements()
  become(offline())
  wait(6_000)
  expect(recorder.take()).toEqual(['Offline since 14:02. You can go on reading and writing.'])
  act(() => fake.outbox.set({ pending: 2 }))
  become({ status: 'connecting', attempt: 2 })
  become({ ...offline(AT, 2), cause: 'server', retry_at: AT + 20_000 })
  wait(9_000)
  expect(recorder.take()).toEqual([])
  become({ status: 'live' })
  become({ status: 'stopped', reason: 'revoked' })
  wait(1_000)
  // Strict mode mounts it twice.
  expect([...new Set(recorder.take())]).toEqual([
    'You were signed out on this device. Sign in again to go on.',
  ])
  recorder.stop()
})

test('the countdown is not read out', () => {
  renderWith(fake, <OfflineBanner />)
  become({ ...offline(), retry_at: AT + 9_000 })
  wait(5_000)
  expect(screen.getByText(/Next attempt/).getAttribute('aria-hidden')).toBe('true')
})

test('"Try now" tries now', () => {
  renderWith(fake, <OfflineBanner />)
  become(offline())
  wait(5_000)
  fireEvent.click(screen.getByText('Try now'))
  expect(fake.acts).toContainEqual(['retryNow'])
})

test.each([
  [{ status: 'live' }, 'Connected'],
  [{ status: 'degraded' }, 'Connected, slower than usual'],
  [{ status: 'catching_up' }, 'Connecting'],
  [offline(), 'Offline'],
  [{ status: 'auth_required' }, 'Sign in again to go on'],
  [{ status: 'stopped', reason: 'revoked' }, 'Disconnected'],
] as const)('%o is called %s', (state, text) => {
  fake.connection.set(state)
  renderWith(fake, <ConnectionStatus />)
  expect(screen.getByRole('status').textContent).toBe(text)
})

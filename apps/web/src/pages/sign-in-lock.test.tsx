// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError, type Session } from '@lectern/client'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { recordAnnouncements } from '../../../../packages/react/src/testing/announcements.ts'
import { SignInForm } from './SignInForm.tsx'

afterEach(() => {
  vi.useRealTimers()
})

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

test('X19 a lock-out is seen each second and said at a few steps', async () => {
  vi.useFakeTimers()
  const problem = {
    type: 'about:blank',
    title: '',
    status: 429,
    code: 'rate_limited',
    retry_after_ms: 95_000,
  }
  const signIn = () => Promise.reject(new ApiError(problem as ConstructorParameters<typeof ApiError>[0]))
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  act(() => root.render(<SignInForm session={{ signIn } as unknown as Session} email="ada@example.edu" />))
  onTestFinished(() => {
    act(() => root.unmount())
    place.remove()
  })
  const recorder = recordAnnouncements()
  const password = place.querySelector<HTMLInputElement>('#sign-in-password')!
  // React hears a value only if it is set as a browser sets it.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(password, 'wrong')
  act(() => void password.dispatchEvent(new Event('input', { bubbles: true })))
  await act(async () => place.querySelector('form')!.requestSubmit())
  const heard: string[] = []
  let seen = 0
  let last = ''
  for (let second = 0; second < 100; second++) {
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    heard.push(...recorder.take())
    const shown = document.querySelector('#sign-in-refusal > span[aria-hidden=true]')?.textContent ?? ''
    if (shown !== last) seen += 1
    last = shown
  }
  recorder.stop()
  expect(seen).toBeGreaterThan(60)
  expect(heard.map((text) => /\d+ \w+|now/.exec(text)?.[0])).toEqual([
    '2 minutes',
    '60 seconds',
    '30 seconds',
    '10 seconds',
    'now',
  ])
})

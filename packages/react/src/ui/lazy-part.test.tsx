// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { FakeChat } from '../testing/fake-chat.ts'
import { renderWith } from '../testing/render.tsx'
import { lazyPart } from './lazy-part.tsx'

afterEach(cleanup)

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>

/** A part that the network gives from the `after`th attempt on. */
const partAfter = (after: number) => {
  const load = vi.fn(async () => {
    if (load.mock.calls.length < after) throw new TypeError('Failed to fetch dynamically imported module')
    return Greeting
  })
  return { load, Part: lazyPart(load) }
}

test('a part is loaded when it is first drawn, and once', async () => {
  const { load, Part } = partAfter(1)
  expect(load).not.toHaveBeenCalled()
  renderWith(new FakeChat(), <Part name="Ada" />)
  expect(await screen.findByText('Hello Ada')).toBeDefined()
  cleanup()
  renderWith(new FakeChat(), <Part name="Ben" />)
  expect(screen.getByText('Hello Ben')).toBeDefined()
  expect(load).toHaveBeenCalledOnce()
})

test('a part that could not be loaded says so, and its button loads it again', async () => {
  const { load, Part } = partAfter(3)
  renderWith(new FakeChat(), <Part name="Ada" />)
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(2))
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Hello Ada')).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a part that could not be loaded is tried again when it is drawn anew', async () => {
  const { Part } = partAfter(2)
  renderWith(new FakeChat(), <Part name="Ada" />)
  await screen.findByRole('alert')
  cleanup()
  renderWith(new FakeChat(), <Part name="Ada" />)
  expect(await screen.findByText('Hello Ada')).toBeDefined()
})

test('a part that was wanted before is drawn at once', async () => {
  const { Part } = partAfter(1)
  await Part.want()
  renderWith(new FakeChat(), <Part name="Ada" />)
  expect(screen.getByText('Hello Ada')).toBeDefined()
})

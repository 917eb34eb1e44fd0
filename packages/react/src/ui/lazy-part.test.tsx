// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
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

test('Escape gives up what is still loading, and it does not come', async () => {
  const come: (() => void)[] = []
  const Dialog = ({ onClose }: { onClose: () => void }) => <button onClick={onClose}>Close</button>
  const Part = lazyPart(async () => {
    await new Promise<void>((go) => come.push(go))
    return Dialog
  })
  const heard = vi.fn()
  document.body.addEventListener('keydown', heard)
  const Page = () => {
    const [open, setOpen] = useState(true)
    return open ? <Part onClose={() => setOpen(false)} /> : <p>The page</p>
  }
  renderWith(new FakeChat(), <Page />)
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(screen.getByText('The page')).toBeDefined()
  await act(async () => come.forEach((go) => go()))
  expect(screen.queryByRole('button')).toBeNull()
  // What lies below it does not take the key as well, and hears the next one.
  expect(heard).not.toHaveBeenCalled()
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(heard).toHaveBeenCalledOnce()
  document.body.removeEventListener('keydown', heard)
})

test('a layer that is closed while it loads takes no key', async () => {
  const Dialog = ({ open }: { open: boolean; onClose: () => void }) => (open ? <p>Open</p> : null)
  const Part = lazyPart(() => new Promise<typeof Dialog>(() => {}))
  const [close, heard] = [vi.fn(), vi.fn()]
  document.body.addEventListener('keydown', heard)
  renderWith(new FakeChat(), <Part open={false} onClose={close} />)
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(close).not.toHaveBeenCalled()
  expect(heard).toHaveBeenCalledOnce()
  document.body.removeEventListener('keydown', heard)
})

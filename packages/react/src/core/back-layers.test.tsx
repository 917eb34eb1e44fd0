// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Dialog } from '../cards/Dialog.tsx'
import { renderAlone } from '../testing/room.tsx'
import { BackLayers } from './back-layers.ts'

/** Until the history has gone where it was told to go. */
const settled = async () => {
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  await act(() => new Promise((resolve) => setTimeout(resolve)))
}
const depth = () => (history.state as { lectern_layers?: number } | null)?.lectern_layers ?? 0
const back = async () => {
  const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  history.back()
  await act(() => gone)
  await settled()
}
const at = () => location.pathname

beforeEach(async () => {
  history.pushState({ host: 'mine' }, '', `/page-${Math.random()}`)
  await settled()
})
afterEach(cleanup)

describe('layers in the history', () => {
  test('Back closes the top one each time, then leaves the page', async () => {
    const layers = new BackLayers()
    const before = at()
    const [lower, upper] = [vi.fn(), vi.fn()]
    layers.open(lower)
    await settled()
    layers.open(upper)
    await settled()
    expect([depth(), at()]).toEqual([2, before])
    expect(history.state).toMatchObject({ host: 'mine' })
    await back()
    expect([upper, lower].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
    await back()
    expect([upper, lower].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
    expect(at()).toBe(before)
    await back()
    expect(at()).not.toBe(before)
  })

  test('one that closes otherwise leaves nothing behind', async () => {
    const layers = new BackLayers()
    const before = at()
    const close = vi.fn()
    const done = layers.open(close)
    await settled()
    expect(depth()).toBe(1)
    done()
    await vi.waitFor(() => expect(depth()).toBe(0))
    await settled()
    await back()
    expect(at()).not.toBe(before)
    expect(close).not.toHaveBeenCalled()
  })

  test('one that opens as another closes takes its entry over', async () => {
    const layers = new BackLayers()
    const length = history.length
    const done = layers.open(() => {})
    await settled()
    done()
    const close = vi.fn()
    layers.open(close)
    await settled()
    expect([depth(), history.length]).toEqual([1, length + 1])
    await back()
    expect(close).toHaveBeenCalledOnce()
  })

  test('one that opens while the history is going stays open', async () => {
    const layers = new BackLayers()
    const done = layers.open(() => {})
    await settled()
    done()
    // The way back has begun, and has not ended.
    await act(() => new Promise((resolve) => setTimeout(resolve)))
    const close = vi.fn()
    layers.open(close)
    await vi.waitFor(() => expect(depth()).toBe(1))
    await settled()
    expect(close).not.toHaveBeenCalled()
    await back()
    expect(close).toHaveBeenCalledOnce()
  })

  test('a page that follows on a layer is left in one step', async () => {
    const layers = new BackLayers()
    const before = at()
    const done = layers.open(() => {})
    await settled()
    history.pushState({}, '', '/next')
    done()
    await settled()
    await back()
    await vi.waitFor(() => expect([at(), depth()]).toEqual([before, 0]))
  })

  test('a reload at the entry of a layer returns to the page', async () => {
    const before = at()
    history.pushState({ lectern_layers: 1 }, '')
    expect(new BackLayers()).toBeDefined()
    await vi.waitFor(() => expect(depth()).toBe(0))
    expect(at()).toBe(before)
  })
})

describe('a dialog', () => {
  const show = async (backCloses: boolean) => {
    const onClose = vi.fn()
    renderAlone(
      <Dialog title="Topic" onClose={onClose}>
        {() => <input />}
      </Dialog>,
      { backCloses },
    )
    await settled()
    return onClose
  }

  test('does not touch the history of a host that did not ask for it', async () => {
    const length = history.length
    await show(false)
    expect([history.length, depth()]).toEqual([length, 0])
  })

  test('is closed by Back, once, and by Escape without a trace', async () => {
    const onClose = await show(true)
    expect(depth()).toBe(1)
    await back()
    expect(screen.queryByRole('dialog')).toBeNull()
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
    cleanup()
    await show(true)
    expect(depth()).toBe(1)
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    cleanup()
    await vi.waitFor(() => expect(depth()).toBe(0))
  })
})

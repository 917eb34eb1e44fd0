import { expect, test, vi } from 'vitest'
import { Cell } from './store.ts'

test('keeps the reference until the value changes, and only then calls listeners', () => {
  const value = { n: 1 }
  const cell = new Cell(value)
  const heard = vi.fn<() => void>()
  const { get, subscribe } = cell
  const off = subscribe(heard)
  cell.set(value)
  expect(heard).not.toHaveBeenCalled()
  cell.set({ n: 2 })
  expect(heard).toHaveBeenCalledOnce()
  expect(get()).toEqual({ n: 2 })
  off()
  cell.set({ n: 3 })
  expect(heard).toHaveBeenCalledOnce()
})

test('a listener that throws does not stop the others', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const cell = new Cell(1)
  const heard = vi.fn<() => void>()
  cell.subscribe(() => {
    throw new Error('broken')
  })
  cell.subscribe(heard)
  cell.set(2)
  expect(heard).toHaveBeenCalledOnce()
  expect(report).toHaveBeenCalledOnce()
  report.mockRestore()
})

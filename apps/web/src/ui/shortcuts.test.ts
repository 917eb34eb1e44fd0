// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { chordOf } from './shortcuts.ts'

const press = (html: string, key: KeyboardEventInit, letterKeys = true) => {
  document.body.innerHTML = html
  const target = document.body.firstElementChild ?? document.body
  let chord: ReturnType<typeof chordOf>
  const listen = (event: KeyboardEvent) => void (chord = chordOf(event, { letterKeys }))
  addEventListener('keydown', listen)
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...key }))
  removeEventListener('keydown', listen)
  return chord
}

describe('X6 the keys of the document', () => {
  test('? shows the keys outside of fields, unless single keys are switched off', () => {
    expect(press('<button>', { key: '?' })).toBe('keys')
    expect(press('<textarea>', { key: '?' })).toBeUndefined()
    expect(press('<button>', { key: '?' }, false)).toBeUndefined()
    expect(press('<button>', { key: '/', ctrlKey: true }, false)).toBe('keys')
  })

  test.each(['<select>', '<input role="combobox">', '<div role="listbox">', '<div role="menu">'])(
    'Alt with an arrow opens the choices of %s and goes to no other conversation',
    (html) => {
      expect(press(html, { key: 'ArrowDown', altKey: true })).toBeUndefined()
      expect(press('<button>', { key: 'ArrowDown', altKey: true })).toBe('next')
    },
  )
})

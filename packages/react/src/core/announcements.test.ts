// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { recordAnnouncements, type Recorder } from '../testing/announcements.ts'
import { readyToSay, say, sayOver } from './announcements.ts'

let recorder: Recorder
beforeEach(() => {
  vi.useFakeTimers()
  document.body.replaceChildren()
  recorder = recordAnnouncements()
})
afterEach(() => {
  recorder.stop()
  vi.runAllTimers()
  vi.useRealTimers()
  document.body.replaceChildren()
})

const heard = (): string[] => {
  vi.advanceTimersByTime(150)
  return recorder.take()
}

test('X2 a region is there before its first text', () => {
  say('Sent.')
  recorder.take()
  expect(heard()).toEqual(['Sent.'])
})

test('X2 the same words are said as often as they are said', () => {
  readyToSay()
  recorder.take()
  for (let count = 0; count < 3; count++) say('Sent.')
  expect(heard()).toEqual(['Sent.', 'Sent.', 'Sent.'])
})

test.each(['<dialog open></dialog>', '<div role="dialog"></div>'])(
  'X2 over a modal layer, %s, its own region speaks, and afterwards that of the page',
  (html) => {
    readyToSay()
    document.body.insertAdjacentHTML('beforeend', html)
    const layer = document.body.lastElementChild
    say('Attached.')
    recorder.take()
    expect(heard()).toEqual(['Attached.'])
    expect(layer?.textContent).toBe('Attached.')
    layer?.remove()
    say('Sent.')
    expect(heard()).toEqual(['Sent.'])
  },
)

test('X2 what is said while a layer closes is said by the page', () => {
  readyToSay()
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>')
  recorder.take()
  say('Posted.')
  document.body.lastElementChild?.remove()
  expect(heard()).toEqual(['Posted.'])
})

test('X2 nothing said is left behind', () => {
  readyToSay()
  say('Sent.')
  vi.advanceTimersByTime(10_000)
  expect(document.body.textContent).toBe('')
})

test('X2 what the page says itself is said again only over a modal layer', () => {
  readyToSay()
  recorder.take()
  sayOver('The link is copied.')
  expect(heard()).toEqual([])
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>')
  sayOver('The link is copied.')
  recorder.take()
  expect(heard()).toEqual(['The link is copied.'])
})

// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import {
  forgetPreferences,
  PANELS,
  readLastConversation,
  readPreferences,
  writeLastConversation,
  writePreferences,
} from './preferences.ts'

beforeEach(() => localStorage.clear())

test('an arrangement is stored per person', () => {
  writePreferences('ada', { ...readPreferences('ada'), left_width: 400, right_open: false })
  expect(readPreferences('ada')).toMatchObject({ left_width: 400, right_open: false })
  expect(readPreferences('ben')).toMatchObject({ left_width: PANELS.left.normal, right_open: true })
})

test('a broken stored value counts as missing', () => {
  localStorage.setItem('lectern.preferences.ada', '{"left_width":')
  expect(readPreferences('ada').left_width).toBe(PANELS.left.normal)
})

test('the last conversation is stored per person, and the arrangement with it', () => {
  writeLastConversation('ada', 'algebra')
  writePreferences('ada', { ...readPreferences('ada'), left_width: 400 })
  expect(readLastConversation('ada')).toBe('algebra')
  expect(readLastConversation('ben')).toBeUndefined()
})

test('it is gone after a sign-out', () => {
  writePreferences('ada', { ...readPreferences('ada'), left_folded: true })
  writeLastConversation('ada', 'algebra')
  forgetPreferences('ada')
  expect(readLastConversation('ada')).toBeUndefined()
  expect(readPreferences('ada').left_folded).toBe(false)
})

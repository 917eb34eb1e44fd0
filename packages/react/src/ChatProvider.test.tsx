// @vitest-environment jsdom
import { createClassroom } from '@lectern/client/testing'
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { InstructorChatProvider } from './InstructorChatProvider.tsx'

afterEach(() => {
  cleanup()
  document.documentElement.removeAttribute('style')
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test.each([
  ['a page without the styles is told what to import', '', [/Import '@lectern\/react\/theme.css'/]],
  ['a page with them hears nothing', '--lectern-rem: 1rem', []],
])('E9 %s', (_name, style, lines) => {
  vi.stubGlobal('CSS', {})
  const info = vi.spyOn(console, 'info').mockImplementation(() => {})
  document.documentElement.setAttribute('style', style)
  const room = createClassroom()
  render(<InstructorChatProvider chat={room.open()}>Hello</InstructorChatProvider>)
  expect(info.mock.calls.map(([line]) => line as string)).toEqual(
    lines.map((line) => expect.stringMatching(line)),
  )
  room.close()
})

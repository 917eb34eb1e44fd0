// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readyToSay } from '../core/announcements.ts'
import { useSaidLater } from '../hooks/use-said.ts'
import { recordAnnouncements, type Recorder } from '../testing/announcements.ts'
import { Alert } from './Alert.tsx'

let recorder: Recorder
beforeEach(() => {
  vi.useFakeTimers()
  document.body.replaceChildren()
  readyToSay()
  recorder = recordAnnouncements()
})
afterEach(() => {
  cleanup()
  recorder.stop()
  vi.runAllTimers()
  vi.useRealTimers()
  document.body.replaceChildren()
})

const heard = (): string[] => {
  const now = recorder.take()
  vi.advanceTimersByTime(150)
  return [...now, ...recorder.take()]
}

const Failure = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <Alert>
      <span>{text}</span>
      <button type="button">Try again</button>
    </Alert>
  )

const openLayer = () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>')
  const layer = document.body.lastElementChild as HTMLElement
  return layer
}

test('W11 an error is said each time that it comes, with the same words too', () => {
  const { rerender } = render(<Failure text="Not saved." />)
  expect(recorder.take()).toEqual(['Not saved.Try again'])
  rerender(<Failure text={undefined} />)
  rerender(<Failure text="Not saved." />)
  expect(recorder.take()).toEqual(['Not saved.Try again'])
})

test('W11 a layer that hides it says it, each time, without its buttons', () => {
  openLayer()
  const { rerender } = render(<Failure text="Not saved." />)
  expect(heard()).toEqual(['Not saved.'])
  rerender(<Failure text="Not saved, once more." />)
  expect(heard()).toEqual(['Not saved, once more.'])
  rerender(<Failure text={undefined} />)
  rerender(<Failure text="Not saved, once more." />)
  expect(heard()).toEqual(['Not saved, once more.'])
})

test('W11 in the layer itself it is said once', () => {
  const container = openLayer()
  render(<Failure text="Not saved." />, { container })
  expect(recorder.take()).toEqual(['Not saved.Try again'])
  expect(heard()).toEqual([])
})

const Verdict = ({ text }: { text: string | undefined }) => {
  useSaidLater(text)
  return <p>{text}</p>
}

test('W11 what a row shows when it is drawn is no news; what it shows then is, each time', () => {
  const { rerender } = render(<Verdict text="Right." />)
  expect(heard()).toEqual([])
  rerender(<Verdict text={undefined} />)
  rerender(<Verdict text="Right." />)
  rerender(<Verdict text={undefined} />)
  rerender(<Verdict text="Right." />)
  expect(heard()).toEqual(['Right.', 'Right.'])
})

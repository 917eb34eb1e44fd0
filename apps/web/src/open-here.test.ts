// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { openHere } from './open-here.ts'

const ID = '01890000-0000-7000-8000-000000000001'
const here = (path: string) => openHere(location.origin + path)

test('W12 an address of the app is shown in this tab', () => {
  here(`/c/${ID}/m/${ID}`)?.()
  expect(location.pathname).toBe(`/c/${ID}/m/${ID}`)
  here('/library?q=squares')?.()
  expect(location.pathname + location.search).toBe('/library?q=squares')
  history.replaceState(null, '', '/')
})

test.each([`/files/${ID}`, '/signin?next=/', '/nothing'])('%s is none', (path) => {
  expect(here(path)).toBeUndefined()
})

test('neither is one of another site', () => {
  expect(openHere(`https://other.example/c/${ID}`)).toBeUndefined()
})

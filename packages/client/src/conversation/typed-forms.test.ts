import { expect, test } from 'vitest'
import { MemoryStorage } from '../core/storage.ts'
import { Drafts } from './drafts.ts'
import { TypedForms } from './typed-forms.ts'

const open = async (storage = new MemoryStorage()) => {
  const drafts = new Drafts({ storage })
  await drafts.load('ada')
  return { storage, drafts, forms: new TypedForms(drafts) }
}

test('keeps what is typed by place and form, across a reload', async () => {
  const { storage, forms } = await open()
  forms.set('card 1', 'reply', { text: 'Because' })
  forms.set('card 1', 'ask 2', { text: 'Why?' })
  forms.set('card 2', 'reply', { text: 'Other' })
  const again = (await open(storage)).forms
  expect(again.at('card 1').get()).toEqual({ reply: { text: 'Because' }, 'ask 2': { text: 'Why?' } })
  expect(again.at('card 2').get()).toEqual({ reply: { text: 'Other' } })
})

test('a form that was sent or discarded leaves the others', async () => {
  const { forms } = await open()
  forms.set('card 1', 'reply', { text: 'Because' })
  forms.set('card 1', 'note', { text: 'Later' })
  forms.set('card 1', 'reply', undefined)
  expect(forms.at('card 1').get()).toEqual({ note: { text: 'Later' } })
})

test('the snapshot is the same object until somebody types', async () => {
  const { forms } = await open()
  forms.set('card 1', 'reply', { text: 'Because' })
  expect(forms.at('card 1')).toBe(forms.at('card 1'))
  expect(forms.at('card 1').get()).toBe(forms.at('card 1').get())
})

test('takes what was typed in another tab', async () => {
  const { drafts, forms } = await open()
  const told: unknown[] = []
  forms.at('card 1').subscribe(() => told.push(forms.at('card 1').get()))
  drafts.hear({ conversation_id: 'form card 1', text: '{"reply":{"text":"There"}}' })
  expect(told).toEqual([{ reply: { text: 'There' } }])
})

test('nothing is left at sign-out', async () => {
  const { storage, drafts, forms } = await open()
  forms.set('card 1', 'reply', { text: 'Because' })
  await drafts.wipe('ada')
  drafts.unload()
  expect(forms.at('card 1').get()).toEqual({})
  expect(await storage.list('drafts', '')).toEqual([])
})

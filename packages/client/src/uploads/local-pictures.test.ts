import { expect, test } from 'vitest'
import { LocalPictures } from './local-pictures.ts'

test('an undisplayable picture under one id gives way to the server’s own', () => {
  const pictures = new LocalPictures()
  pictures.add('upload', new Blob(['heic']))
  pictures.alias('upload', 'attachment')
  pictures.forget('attachment')
  expect(pictures.url('attachment')).toBeUndefined()
  expect(pictures.url('upload')).toBeDefined()
})

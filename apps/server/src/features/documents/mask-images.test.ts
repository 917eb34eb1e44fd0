import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawRuns } from '../../../../../scripts/drawn.ts'
import { maskImages } from './mask-images.ts'

/** The rule in one expression, which takes cubic time on beginnings of images. */
const IMAGE = /!\[[^\]]*\]\([^)\s]*\)/g

test('each image becomes a word of its length', () => {
  expect(maskImages('See ![a b](x) and ![c].')).toBe('See _________ and ![c].')
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('![', ']', '](', ')', ' ', 'a', '\n'), { maxLength: 20 }),
      (pieces) => {
        const text = pieces.join('')
        expect(maskImages(text)).toBe(text.replaceAll(IMAGE, (image) => '_'.repeat(image.length)))
      },
    ),
    drawRuns(300),
  )
})

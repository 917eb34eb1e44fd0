import { expect, test } from 'vitest'
import { currentHashes, frozenExamples, frozenHashes, hash } from '../golden/golden.ts'
import { examples } from './spec/index.ts'
import { downFrames, plainFrames, upFrames } from './spec/frames.ts'
import { namedSchemas } from './spec/json-schema.ts'
import { DownFrame, UpFrame } from './index.ts'

const golden = Object.entries(frozenExamples())

test('the wire is what was agreed; a deliberate change is frozen by `npm run protocol:update`', () => {
  expect(currentHashes()).toEqual(frozenHashes())
})

test('a hash follows the meaning: neither order nor words change it, a limit does', () => {
  const written = hash({ type: 'string', maxLength: 20, description: 'A name' })
  expect(hash({ maxLength: 20, type: 'string', summary: 'Somebody’s name' })).toBe(written)
  expect(hash({ type: 'string', maxLength: 21 })).not.toBe(written)
  expect(hash({ properties: { description: { type: 'string' } } })).not.toBe(hash({ properties: {} }))
})

test('every frame has a golden example', () => {
  const names = golden.map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining(Object.keys({ ...downFrames, ...upFrames, ...plainFrames })))
})

test('the golden examples are those the documents show', () => {
  expect(Object.fromEntries(golden)).toEqual(examples)
})

test.each(golden)('%s parses and comes back unchanged', (name, example) => {
  const schema = namedSchemas[name]
  expect(schema?.parse(example)).toEqual(example)
  expect(JSON.parse(JSON.stringify(schema?.parse(example)))).toEqual(example)
})

test.each(golden)('%s takes no harm from a field of a later version', (name, example) => {
  const parsed = namedSchemas[name]?.parse({ ...(example as object), a_later_addition: true })
  expect(parsed).toEqual(example)
})

test.each(Object.keys(downFrames))('%s is one of the frames from the server', (name) => {
  const example = frozenExamples()[name]
  expect(DownFrame.parse(example)).toEqual(example)
})

test.each(Object.keys(upFrames))('%s is one of the frames from the client', (name) => {
  const example = frozenExamples()[name]
  expect(UpFrame.parse(example)).toEqual(example)
})

import { expect, test } from 'vitest'
import { EventStreamParser } from './event-stream.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const parse = (chunks: readonly Uint8Array[]): string[] => {
  const parser = new EventStreamParser()
  return chunks.flatMap((chunk) => parser.push(chunk))
}

const STREAM =
  ':\n\ndata: pong\n\nid: 3\nevent: message\ndata:{"a":"ä…🎉"}\r\n\r\ndata: one\r\ndata: two\r\rdata: end\n\n'
const EVENTS = ['pong', '{"a":"ä…🎉"}', 'one\ntwo', 'end']

test('gives the data of each event, with any line ending, and leaves the rest out', () => {
  expect(parse([bytes(STREAM)])).toEqual(EVENTS)
})

test('chunks may be cut anywhere, also inside a character or a CRLF', () => {
  const all = bytes(STREAM)
  for (let size = 1; size < 12; size++) {
    const chunks = []
    for (let start = 0; start < all.length; start += size) chunks.push(all.slice(start, start + size))
    expect(parse(chunks)).toEqual(EVENTS)
  }
})

test('an incomplete event is not given', () => {
  expect(parse([bytes('data: half\n')])).toEqual([])
  expect(parse([bytes('data: half\n'), bytes('\n')])).toEqual(['half'])
})

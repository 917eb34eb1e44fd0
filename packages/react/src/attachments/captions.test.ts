import { expect, test } from 'vitest'
import { captionsOf } from './captions-of.ts'
import { readCues, trackOf } from './captions.ts'
import type { FilePart } from './parts.ts'

const file = (filename: string, media_type = 'text/plain'): FilePart => ({
  type: 'file',
  attachment_id: filename,
  filename,
  media_type,
  size: 1,
})
const talk = file('talk.mp4', 'video/mp4')
const song = file('song.mp3', 'audio/mpeg')

test('X19 the captions of a recording have its name, or are the only ones beside the only recording', () => {
  const named = file('talk.srt')
  expect(captionsOf(talk, [talk, file('other.vtt'), named])).toBe(named)
  const only = file('captions.VTT')
  expect(captionsOf(talk, [only, talk])).toBe(only)
  expect(captionsOf(song, [only, talk, song])).toBeUndefined()
  expect(captionsOf(talk, [talk, file('talk.txt')])).toBeUndefined()
})

const CUES = [
  { from: 1, until: 2.5, text: 'Good morning.' },
  { from: 3_661.25, until: 3_662, text: 'Is 3 < 4 & 5?\nYes.' },
]
const VTT = [
  'WEBVTT',
  'NOTE made by hand',
  'first\n00:01.000 --> 00:02.500 align:start\n<v Ada>Good <b>morning</b>.</v>',
  '01:01:01.250 --> 01:01:02.000\nIs 3 < 4 & 5?\nYes.',
]
const SRT = [
  '1\n00:00:01,000 --> 00:00:02,500\nGood morning.',
  '2\n01:01:01,250 --> 01:01:02,000\nIs 3 < 4 & 5?\nYes.',
]

test.each([
  ['WebVTT', VTT.join('\n\n')],
  ['SubRip', SRT.join('\r\n\r\n').replaceAll('\n', '\r\n')],
])('X19 captions are read as %s', (_form, text) => {
  expect(readCues(text)).toEqual(CUES)
})

test('X19 text that is no captions has none', () => {
  expect(readCues('Dear all,\n\nsee --> below.')).toEqual([])
})

test('X19 a cue that ends before it begins is left out, and the others stay', async () => {
  const cues = readCues(['WEBVTT', '99999999999999999:00.000 --> 00:02.000\nOdd', VTT.at(-1)].join('\n\n'))
  expect(cues).toEqual(CUES.slice(1))
  expect(await trackOf(cues).text()).toContain('Yes.')
})

test('X19 what a browser gets is WebVTT, with the words as they are', async () => {
  const text = await trackOf(CUES).text()
  expect(text).toContain('01:01:01.250 --> 01:01:02.000\nIs 3 &lt; 4 &amp; 5?\nYes.')
  expect(text.startsWith('WEBVTT\n\n00:00:01.000 --> 00:00:02.500')).toBe(true)
})

/** A file of captions is read up to this size: an hour of speech has about 100 kB. */
export const MAX_CAPTION_BYTES = 1024 ** 2

/** When a sentence is spoken, in seconds, and the sentence. */
export interface Cue {
  from: number
  until: number
  text: string
}

const TIMES = /^\s*((?:\d+:)?\d+:\d+[.,]\d+)\s*-->\s*((?:\d+:)?\d+:\d+[.,]\d+)/u

const secondsOf = (time: string): number =>
  time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0)

/** No recording is longer, and no time of a later moment is written in hours. */
const DAY_S = 86_400

/** Without the marks for voices and colours; what stands between them is said. */
const saidIn = (words: string): string =>
  words
    .replaceAll(/<[/\w][^<>]{0,200}>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()

/** Reads WebVTT and SubRip, which differ in what stands before the times. */
export const readCues = (text: string): Cue[] => {
  const cues: Cue[] = []
  for (const block of text.replaceAll(/\r\n?/gu, '\n').split(/\n{2,}/u)) {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => line.length < 200 && TIMES.test(line))
    const [, from, until] = TIMES.exec(lines[at] ?? '') ?? []
    const words = lines.slice(at + 1).join('\n')
    if (from === undefined || until === undefined) continue
    const cue = { from: secondsOf(from), until: secondsOf(until), text: saidIn(words) }
    if (cue.text !== '' && cue.from <= cue.until && cue.until < DAY_S) cues.push(cue)
  }
  return cues
}

const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 23)

/** What a browser shows over a video. */
export const trackOf = (cues: readonly Cue[]): Blob => {
  const blocks = cues.map(({ from, until, text }) => {
    const words = text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll(/\n{2,}/gu, '\n')
    return `${timeOf(from)} --> ${timeOf(until)}\n${words.replaceAll('-->', '\u2192')}`
  })
  return new Blob([['WEBVTT', ...blocks, ''].join('\n\n')], { type: 'text/vtt' })
}

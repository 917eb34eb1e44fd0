// A PDF has the positions of letters, but no paragraphs: the distances between lines show them.
import { readFile } from 'node:fs/promises'
import { PAGE_MARK } from '@lectern/protocol'
import { getDocumentProxy } from 'unpdf'
import type { ExtractedText } from './inspection.ts'
import { throwLack } from './lack.ts'

/** A line at this many times the usual distance begins a new paragraph. */
const GAP = 1.35
const FEW = 3
/** The distance of two lines, in heights of letters. */
const SINGLE_SPACED = 1.3

interface Line {
  text: string
  /** From the foot of the page. */
  y: number
  height: number
}

export const readPdf = async (path: string, max_pages: number): Promise<ExtractedText> => {
  const bytes = new Uint8Array(await readFile(path))
  try {
    const document = await getDocumentProxy(bytes)
    if (document.numPages > max_pages) return { is: 'too_long', of: 'pages', actual: document.numPages }
    const pages = await readPages(document)
    if (pages.every((page) => page === '')) return { is: 'refused', why: 'no_text', reason: SCANNED }
    return { is: 'text', format: 'text', text: pages.join(`\n${PAGE_MARK}\n`), pictures: [] }
  } catch (error) {
    throwLack(error)
    if (error instanceof Error && error.name === 'PasswordException')
      return { is: 'refused', why: 'locked', reason: 'The PDF is protected by a password.' }
    return { is: 'refused', why: 'damaged', reason: 'The PDF is damaged and cannot be read.' }
  }
}

/** One after the other, including empty ones, so that every page keeps its number. */
const readPages = async (document: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<string[]> => {
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(paragraphsOf(linesOf(items as Item[])))
    page.cleanup()
  }
  return pages
}

const SCANNED = 'The PDF has no text in it. If it was scanned, run text recognition (OCR) on it first.'

interface Item {
  str: string
  hasEOL: boolean
  transform: number[]
  height: number
}

const linesOf = (items: Item[]): Line[] => {
  const lines: Line[] = []
  let line: Line | undefined
  for (const { str: raw, hasEOL, transform, height } of items) {
    // They could contain the page separator.
    const str = raw.replaceAll(/\p{Cc}/gu, ' ')
    if (line) line.text += str
    else if (str.trim() !== '') lines.push((line = { text: str, y: transform[5] ?? 0, height }))
    if (hasEOL) line = undefined
  }
  return lines.map((each) => ({ ...each, text: each.text.trimEnd() }))
}

/** Joins words that were hyphenated at the end of a line. */
const paragraphsOf = (lines: Line[]): string => {
  const usual = usualDistance(lines)
  return lines
    .map(({ text, y, height }, index) => {
      const next = lines[index + 1]
      if (!next) return text
      const isNext = Math.abs(y - next.y) <= usual * GAP && Math.abs(height - next.height) < 1
      if (!isNext) return `${text}\n\n`
      return isHyphenated(text) && /^\p{Ll}/u.test(next.text) ? text.slice(0, -1) : `${text}\n`
    })
    .join('')
}

const isHyphenated = (line: string): boolean => /\p{L}-$/u.test(line.slice(-3))

const distances = (lines: Line[]): number[] =>
  lines.slice(1).map(({ y }, index) => Math.abs((lines[index]?.y ?? y) - y))

/** A page with a title and a line or two does not show it; the distance is then limited to single spacing. */
const usualDistance = (lines: Line[]): number => {
  const values = distances(lines).toSorted((a, b) => a - b)
  const median = values[Math.floor((values.length - 1) / 2)] ?? 0
  const height = lines[0]?.height ?? 0
  return values.length < FEW && height > 0 ? Math.min(median, height * SINGLE_SPACED) : median
}

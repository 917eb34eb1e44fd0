// Splits a document into passages to find, read and cite: a few paragraphs below one heading. Their spans are
// those of the original text; code, formulas and tables stay in one piece if possible.
import { hash } from 'node:crypto'
import { PAGE_MARK, type Document, type Span } from '@lectern/protocol'
import { readHeading, type Heading } from './headings.ts'
import { maskImages } from './mask-images.ts'

/** Paragraphs are joined up to this size. */
const FULL_CHARS = 800
/** A longer passage is cut at the end of a line or sentence. An excerpt of a citation has the same size. */
const MAX_CHARS = 1_000
const SPACE = /\s*/y
const FENCE = /^ {0,3}(`{3,}|~{3,}|\$\$)/

export interface SplitPassage {
  span: Span
  /** The headings above it, the nearest last. */
  headings: string[]
  text: string
  /** In a text with pages. */
  page?: number
}

interface TextRange {
  start: number
  end: number
}

interface Section {
  headings: string[]
  page?: number
  blocks: TextRange[]
}

export const splitPassages = (content: string, format: Document['format']): SplitPassage[] =>
  inSections(content, format).flatMap(({ headings, page, blocks }) =>
    gather(blocks.flatMap((block) => cutStretch(content, block))).map(({ start, end }) => {
      const text = content.slice(start, end)
      return {
        span: { start, end, sha256: hash('sha256', text) },
        headings,
        text,
        ...(page !== undefined && { page }),
      }
    }),
  )

const inSections = (content: string, format: Document['format']): Section[] =>
  format === 'text' && content.includes(PAGE_MARK)
    ? readPages(content)
    : readSections(content, format === 'markdown')

/** No passage crosses a page, so that each has one page number. */
const readPages = (content: string): Section[] => {
  const sections: Section[] = []
  let start = 0
  for (const [index, text] of content.split(PAGE_MARK).entries()) {
    const blocks = readSections(text, false).flatMap((section) => section.blocks)
    const moved = blocks.map((block) => ({ start: start + block.start, end: start + block.end }))
    sections.push({ headings: [], page: index + 1, blocks: moved })
    start += text.length + PAGE_MARK.length
  }
  return sections
}

/** Empty lines separate blocks; in Markdown headings begin sections, and code may have empty lines. */
const readSections = (content: string, isMarkdown: boolean): Section[] => {
  const sections: Section[] = [{ headings: [], blocks: [] }]
  let path: Heading[] = []
  let block: TextRange | undefined
  let fence: string | undefined
  for (const { line, start, end } of linesOf(content)) {
    const found = isMarkdown && fence === undefined ? readHeading(line) : undefined
    if (found) {
      path = [...path.filter(({ level }) => level < found.level), found]
      sections.push({ headings: path.map((each) => each.heading), blocks: [] })
      block = undefined
    } else if (line.trim() === '' && fence === undefined) block = undefined
    else if (block) block.end = end
    else sections.at(-1)?.blocks.push((block = { start, end }))
    if (isMarkdown) fence = nextFence(line, fence)
  }
  return sections
}

/** The fence that ends the code or formula of the next line. */
const nextFence = (line: string, fence: string | undefined): string | undefined => {
  const text = line.trim()
  if (fence !== undefined) return text.endsWith(fence) ? undefined : fence
  const [, opened] = FENCE.exec(line) ?? []
  return opened !== undefined && text.length > opened.length && text.endsWith(opened) ? undefined : opened
}

const linesOf = function* (content: string): Generator<TextRange & { line: string }> {
  for (let start = 0; start < content.length;) {
    const found = content.indexOf('\n', start)
    const end = found === -1 ? content.length : found
    yield { line: content.slice(start, end), start, end }
    start = end + 1
  }
}

const gather = (blocks: TextRange[]): TextRange[] => {
  const gathered: TextRange[] = []
  for (const { start, end } of blocks) {
    const last = gathered.at(-1)
    if (last && end - last.start <= FULL_CHARS) last.end = end
    else gathered.push({ start, end })
  }
  return gathered
}

const cutStretch = (content: string, { start, end }: TextRange): TextRange[] => {
  if (end - start <= MAX_CHARS) return [{ start, end }]
  const text = maskImages(content.slice(start, end))
  const parts: TextRange[] = []
  let from = 0
  while (text.length - from > MAX_CHARS) {
    const to = from + lastBreak(text.slice(from, from + FULL_CHARS))
    parts.push({ start: start + from, end: start + to })
    from = skipSpace(text, to)
  }
  return from < text.length ? [...parts, { start: start + from, end }] : parts
}

const skipSpace = (text: string, from: number): number => {
  SPACE.lastIndex = from
  return from + (SPACE.exec(text)?.[0].length ?? 0)
}

/** After a line, else a sentence, else a word, in the second half; never within a character. */
const lastBreak = (text: string): number => {
  const half = text.length / 2
  for (const end of [/\n/g, /[.!?](?=\s)|[。！？]/g, /\s/g]) {
    const last = [...text.matchAll(end)].at(-1)
    if (last && last.index > half) return last.index + last[0].trimEnd().length
  }
  return text.isWellFormed() ? text.length : text.length - 1
}

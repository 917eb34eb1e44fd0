// Lists of a message. One line alone that begins like an item is a sentence: "- 5", "- Ada", "24. Dezember". A
// list has two items, something below its item, or a box to tick.
import type { Tokens } from 'marked'
import type { BlockReader, FoundBlock } from './block-reader.ts'
import { indentOf, withoutIndent } from './indent.ts'
import { isBareNumber } from './signs.ts'

const ITEM = /^([ \t]*)([-*•]|(\d{1,9})([.)]))([ \t]+)(\S.*)$/
const TASK = /^\[([ xX])\][ \t]+(?=\S)/
const BLANK = /^[ \t]*$/
const MAX_INDENT = 3

export interface ListItem extends Tokens.ListItem {
  /** Its number, as typed. */
  value?: number
}

export interface List extends Tokens.List {
  /** The sign after its numbers. */
  delimiter?: ')'
}

interface ItemLines {
  kind: string
  number: number | undefined
  /** Columns to remove from the lines below. */
  indent: number
  lines: string[]
  loose: boolean
  /** Inside a fence: its sign, and the white space before it. */
  fence: { mark: string; lead: string } | undefined
}

export const readList = (source: BlockReader, from: number): FoundBlock | undefined => {
  const { items, count } = gather(source.lines, from)
  if (items.length === 0) return undefined
  if (!isList(items, source.isItem)) return { count: items.length === 1 ? 1 : count }
  return { token: listOf(items, source), count }
}

const gather = (lines: readonly string[], from: number): { items: ItemLines[]; count: number } => {
  const items: ItemLines[] = []
  let end = from
  let at = from
  for (; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const item = items.at(-1)
    if (BLANK.test(line)) {
      if (!item || (!item.fence && BLANK.test(lines[at + 1] ?? ''))) break
      continue
    }
    const isBelow = item !== undefined && indentOf(line) >= item.indent
    const next = isBelow ? undefined : beginItem(line)
    if (!isBelow && (!next || (item && next.kind !== item.kind))) break
    if (item && at > end) item.loose = true
    if (item && isBelow) item.lines.push(...Array.from({ length: at - end }, () => ''), lineOf(item, line))
    else if (next) items.push(next)
    end = at + 1
  }
  return { items, count: end - from }
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** A line below an item, without its indent. Code keeps its own white space: a Makefile needs its tabs. */
const lineOf = (item: ItemLines, line: string): string => {
  const { fence } = item
  if (!fence) {
    const below = withoutIndent(line, item.indent)
    const mark = FENCE.exec(below)?.[1]
    if (mark === undefined) return below
    item.fence = { mark, lead: line.slice(0, line.indexOf(mark)) }
    return below.trimStart()
  }
  if (line.trim() === fence.mark) {
    item.fence = undefined
    return fence.mark
  }
  return line.startsWith(fence.lead) ? line.slice(fence.lead.length) : withoutIndent(line, item.indent, true)
}

const beginItem = (line: string): ItemLines | undefined => {
  const found = ITEM.exec(line)
  if (!found) return undefined
  const [, lead = '', mark = '', digits, delimiter, , text = ''] = found
  const column = indentOf(lead)
  if (column > MAX_INDENT) return undefined
  const begun = FENCE.exec(text)?.[1]
  return {
    kind: delimiter ?? mark,
    number: digits === undefined ? undefined : Number(digits),
    // Two columns are enough, also below "10. ".
    indent: column + 2,
    lines: [text],
    loose: false,
    fence: begun === undefined ? undefined : { mark: begun, lead: ' '.repeat(column + 2) },
  }
}

const isList = (items: readonly ItemLines[], isNested: boolean): boolean => {
  if (items.some(({ lines: [first = ''], number }) => number === undefined && TASK.test(first))) return true
  if (items.every(({ lines }) => lines.length === 1 && isBareNumber(lines[0] ?? ''))) return false
  return isNested || items.length > 1 || (items[0]?.lines.length ?? 0) > 1
}

const listOf = (items: readonly ItemLines[], { readWithin }: BlockReader): List => {
  const first = items[0]
  const ordered = first?.number !== undefined
  const loose = items.some(
    (item, index) => item.loose && (index < items.length - 1 || item.lines.includes('')),
  )
  // Who numbers all items alike lets them be counted.
  const isCounted = items.length > 1 && items.every(({ number }) => number === first?.number)
  const tokens = items.map((item, index): ListItem => {
    const box = ordered ? null : TASK.exec(item.lines[0] ?? '')
    const [begin = '', ...more] = item.lines
    const lines = [box ? begin.slice(box[0].length) : begin, ...more]
    return {
      type: 'list_item',
      raw: item.lines.join('\n'),
      text: lines.join('\n'),
      task: box !== null,
      ...(box && { checked: box[1] !== ' ' }),
      loose,
      tokens: readWithin(lines, true),
      ...(item.number !== undefined && { value: isCounted ? item.number + index : item.number }),
    }
  })
  return {
    type: 'list',
    raw: '',
    ordered,
    start: first?.number ?? '',
    loose,
    items: tokens,
    ...(first?.kind === ')' && { delimiter: ')' as const }),
  }
}

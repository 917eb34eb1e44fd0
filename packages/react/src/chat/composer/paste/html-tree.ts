// Reads the markup of a clipboard as text: the browser never parses it, so nothing in it can run or load.
import { decodeAttribute, decodeText } from './entities.ts'
import { htmlTokens } from './html-tokens.ts'

export interface HtmlElement {
  tag: string
  attributes: string
  children: (HtmlElement | string)[]
}

const MAX_DEPTH = 60
const SILENT = new Set(
  'head style script title template svg noscript button select textarea iframe object'.split(' '),
)
const VOID = new Set('br hr img input meta link col wbr'.split(' '))
/** An item, paragraph, row or cell ends where the next one begins. */
const ENDS: Record<string, readonly string[]> = {
  p: ['p'],
  li: ['li'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  tr: ['td', 'th', 'tr'],
}

export const readHtml = (html: string): HtmlElement => {
  const root: HtmlElement = { tag: '', attributes: '', children: [] }
  const open = [root]
  const last = () => open.at(-1) ?? root
  let silent = 0
  const close = (tag: string) => {
    const from = open.findLastIndex((each) => each.tag === tag)
    if (from <= 0) return
    for (const { tag: each } of open.splice(from)) if (SILENT.has(each)) silent--
  }
  const begin = (tag: string, attributes: string) => {
    while (ENDS[tag]?.includes(last().tag)) close(last().tag)
    const element: HtmlElement = { tag, attributes, children: [] }
    if (silent === 0 && !SILENT.has(tag)) last().children.push(element)
    if (VOID.has(tag) || open.length > MAX_DEPTH) return
    open.push(element)
    if (SILENT.has(tag)) silent++
  }
  for (const token of htmlTokens(html)) {
    if (token.is === 'open') begin(token.tag, token.attributes)
    else if (token.is === 'close') close(token.tag)
    else if (silent === 0) last().children.push(decodeText(token.text))
  }
  return root
}

export const attributeOf = ({ attributes }: HtmlElement, name: string): string | undefined => {
  const match = new RegExp(`(?:^|[\\s"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'iu').exec(
    attributes,
  )
  const value = match?.slice(1).find((group) => group !== undefined)
  return value === undefined ? undefined : decodeAttribute(value)
}

export const textIn = (node: HtmlElement | string): string =>
  typeof node === 'string' ? node : node.tag === 'br' ? '\n' : node.children.map(textIn).join('')

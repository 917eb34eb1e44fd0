// Renders KaTeX's output as React elements: element by element and attribute by attribute from allow-lists, so
// that no markup is ever parsed and a formula can only become spans, MathML and three SVG shapes.
import { createElement, Fragment, type CSSProperties, type ReactNode } from 'react'

/** A node of KaTeX's output. Its fields tell its class: names do not survive minification. */
export interface KatexNode {
  children?: readonly KatexNode[]
  classes?: readonly string[]
  attributes?: Readonly<Record<string, string>>
  style?: CSSProperties
  /** MathML only. */
  type?: string
  text?: string
  italic?: number
  /** A space of MathML: its width in em, and the character if there is one of that width. */
  width?: number | null
  character?: string | null
  /** A path of an SVG. */
  pathName?: string
  toNode(): Node
}

const MATHML = new Set(
  `math annotation semantics mtext mn mo mi mspace mover munder munderover msup msub msubsup mfrac mroot msqrt mtable
  mtr mtd mlabeledtr mrow menclose mstyle mpadded mphantom`.split(/\s+/u),
)
const ATTRIBUTES = new Map(
  `accent accentunder aria-hidden columnalign columnlines columnspacing depth display displaystyle encoding fence height
  largeop linebreak linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize notation
  preserveAspectRatio rowlines rowspacing rspace scriptlevel separator stretchy valign viewBox voffset width x1 x2 y1 y2`
    .split(/\s+/u)
    .map((name) => [name, name]),
).set('stroke-width', 'strokeWidth')

/** Deeper or larger than any real formula; laying it out would freeze the page. */
const MAX_DEPTH = 120
const MAX_NODES = 20_000

export const toElements = (root: KatexNode): ReactNode => {
  let nodes = 0
  const draw = (node: KatexNode, depth: number): ReactNode => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) throw new RangeError('Too deeply nested or too long')
    const { text, children = [] } = node
    if (node.pathName !== undefined) return createElement('path', { d: pathOf(node) })
    if (node.character !== undefined) return spaceOf(node)
    if (text !== undefined) return node.classes ? symbolOf(node, text) : text
    const name = nameOf(node)
    if (name === undefined) return null
    return createElement(name, propsOf(node), ...joinText(children.map((child) => draw(child, depth + 1))))
  }
  return draw(root, 0)
}

const nameOf = ({ type, classes, children, attributes }: KatexNode): string | typeof Fragment | undefined => {
  if (type !== undefined) return MATHML.has(type) ? type : undefined
  if (classes) return children && (attributes ? 'span' : Fragment)
  return children ? 'svg' : attributes && 'line'
}

const propsOf = ({ attributes = {}, classes, style, type }: KatexNode) => {
  const props: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(attributes)) {
    const prop = ATTRIBUTES.get(name)
    if (prop) props[prop] = value
  }
  const className = classes?.filter((name) => name !== '').join(' ')
  if (className) props.className = className
  const width = /^width:\s*([\d.]+em);?$/u.exec(attributes.style ?? '')?.[1]
  if (width) props.style = { width }
  if (style && type === undefined && Object.keys(style).length > 0) props.style = style
  return props
}

const pathOf = (node: KatexNode): string | null => {
  const path = node.toNode()
  return path instanceof Element ? path.getAttribute('d') : null
}

const spaceOf = ({ character, width }: KatexNode): ReactNode =>
  character ?? createElement('mspace', { width: em(width ?? 0) })

/** In KaTeX's format of a length. */
const em = (value: number): string => `${Number(value.toFixed(4))}em`

const symbolOf = ({ classes = [], style = {}, italic = 0 }: KatexNode, text: string): ReactNode => {
  const className = classes.filter((name) => name !== '').join(' ')
  const shift = italic > 0 ? { marginRight: em(italic) } : {}
  const looks = { ...shift, ...style }
  if (className === '' && Object.keys(looks).length === 0) return text
  return createElement('span', { ...(className && { className }), style: looks }, text)
}

/** Joins neighbouring pieces of text, or a screen reader would read each as a word. */
const joinText = (parts: readonly ReactNode[]): ReactNode[] => {
  const result: ReactNode[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part
    else result.push(part)
  }
  return result
}

/**
 * Lines break between the nodes that KaTeX calls `base`. Counts a tree that `toElements` has checked before.
 */
export const longestPiece = (node: KatexNode): number =>
  node.classes?.includes('base')
    ? symbolsOf(node)
    : Math.max(0, ...(node.children ?? []).map((child) => longestPiece(child)))

const symbolsOf = ({ text, children = [] }: KatexNode): number =>
  children.reduce((sum, child) => sum + symbolsOf(child), text?.length ?? 0)

// The headings of a page as targets of links in it: `[to summary](#summary)`. Their names are those of GitHub, so that a
// text works in both places. The ids of the elements have a prefix of their own: two pages may be open, and the app around
// has ids, too.
import { createContext } from 'react'
import type { Token, Tokens } from 'marked'
import { plainText } from './plain-text.ts'

/** The names of all headings of a page. */
export interface Anchors {
  /** Before a name in the id of the element. */
  prefix: string
  names: readonly string[]
  /** How many of them come before the shown part. */
  before: number
  /** The depth of the highest of them. */
  highest: number
}

export interface AnchorsInPart {
  prefix: string
  names: ReadonlySet<string>
  nameOf: (heading: Token) => string | undefined
}

export const AnchorsContext = createContext<AnchorsInPart | undefined>(undefined)

/** Letters, marks, numbers, underscores and hyphens stay; a blank becomes a hyphen, and all else is left out. */
const LEFT_OUT = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu

const slugOf = (text: string): string => text.trim().toLowerCase().replace(LEFT_OUT, '').replaceAll(' ', '-')

/** The names of headings in their order; a repeated one gets a number. */
export const namesOf = (texts: readonly string[]): string[] => {
  const counts = new Map<string, number>()
  return texts.map((text) => {
    const slug = slugOf(text)
    let count = counts.get(slug) ?? 0
    let name = count === 0 ? slug : `${slug}-${count}`
    while (count > 0 && counts.has(name)) name = `${slug}-${++count}`
    counts.set(slug, count + 1)
    if (!counts.has(name)) counts.set(name, 1)
    return name
  })
}

/** All headings, also those in quotes and lists. */
export const headingsIn = (tokens: readonly Token[]): Tokens.Heading[] =>
  tokens.flatMap((token) => {
    if (token.type === 'heading') return [token as Tokens.Heading]
    const items = token.type === 'list' ? (token as Tokens.List).items : []
    return headingsIn([
      ...items,
      ...(token.type === 'paragraph' ? [] : ('tokens' in token && token.tokens) || []),
    ])
  })

export const anchorNames = (tokens: readonly Token[]): string[] =>
  namesOf(headingsIn(tokens).map(({ tokens: words }) => plainText(words)))

/** The anchors of the shown part, whose tokens are a part of the page's. */
export const anchorsIn = (tokens: readonly Token[], { prefix, names, before }: Anchors): AnchorsInPart => {
  const places = new Map<Token, number>(headingsIn(tokens).map((heading, index) => [heading, before + index]))
  return { prefix, names: new Set(names), nameOf: (heading) => names[places.get(heading) ?? -1] }
}

/** The depth of the highest heading of a text, 1 to 6. */
export const highestHeading = (tokens: readonly Token[]): number =>
  headingsIn(tokens).reduce((highest, { depth }) => Math.min(highest, depth), 6)

/** That of the text that is drawn. */
export const HighestHeadingContext = createContext(1)

/** The name that a link leads to. */
export const targetOf = (href: string): string | undefined => {
  if (!href.startsWith('#') || href.length === 1) return undefined
  try {
    return decodeURIComponent(href.slice(1)).toLowerCase()
  } catch {
    return href.slice(1).toLowerCase()
  }
}

export const idOf = (prefix: string, name: string): string => `${prefix}${name}`

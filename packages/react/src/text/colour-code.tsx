// Loaded with the first code that names its language: highlight.js without its languages, which load one by
// one. Its token tree becomes React elements; its HTML output is never used.
import hljs from 'highlight.js/lib/core'
import type { ReactNode } from 'react'
import { languages } from './languages.ts'
import { tokenKind } from './token-kind.ts'

export interface Colouring {
  /** The language's own name. */
  name: string
  paint: (code: string) => ReactNode
}

/** The colouring for a language name; undefined for an unknown one. */
export const colouringFor = async (alias: string): Promise<Colouring | undefined> => {
  const found = languages.find(({ aliases }) => aliases.includes(alias))
  const key = found?.aliases[0]
  if (!found || key === undefined) return undefined
  await Promise.all([key, ...(found.within ?? [])].map(register))
  return { name: found.name, paint: (code) => paint(code, key) }
}

const register = async (key: string): Promise<void> => {
  const found = languages.find(({ aliases }) => aliases[0] === key)
  if (!found || hljs.getLanguage(key)) return
  hljs.registerLanguage(key, (await found.load()).default)
}

/** Patterns are tried at every position of a line and read on to its end; code with a longer line is not coloured. */
const MAX_LINE_CHARS = 500
/** A long message. Some patterns read on over lines. */
const MAX_CHARS = 20_000
const isLong = (line: string): boolean => line.length > MAX_LINE_CHARS

const paint = (code: string, language: string): ReactNode => {
  if (code.length > MAX_CHARS || code.split('\n').some(isLong)) return code
  // oxlint-disable-next-line no-underscore-dangle -- the library's own name for its tree
  const { rootNode } = hljs.highlight(code, { language, ignoreIllegals: true })._emitter as unknown as Tree
  return rootNode.children.map(draw)
}

interface Tree {
  rootNode: TreeNode
}
interface TreeNode {
  scope?: string
  children: (string | TreeNode)[]
}

const draw = (node: string | TreeNode, index: number): ReactNode => {
  if (typeof node === 'string') return node
  const kind = tokenKind(node.scope)
  return (
    <span key={index} className={kind && 'lectern-token'} data-kind={kind}>
      {node.children.map(draw)}
    </span>
  )
}

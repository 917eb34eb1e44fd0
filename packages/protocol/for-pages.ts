// The contract as a page needs it: a page reads no words of the documents, and checks no requests.
import { LIMITS } from './src/limits.ts'

const TEXT = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`
const WORDS = new RegExp(String.raw`\b(?:summary|description|budget):\s*${TEXT},\s*`, 'g')
/**
 * What only a server does with requests: their schemas, by name or made here, and then up to the bracket that begins a
 * line; which refusals there are; who may ask.
 */
const REQUESTS =
  /\b(?:params|query|body):\s*(?:\w+|z\.object\((?:[^\n]*\)|\{\n[^]*?\n\s*\}\))),\n\s*|\b(?:body_optional|before_new_password): true,\s*|\berrors:\s*\[[^\]]*\](?:,\s*|(?=\s*\}))/g
/** For JSON Schema alone. */
const META = /,\s*z\.meta\(\{[^{}]*\}\)/g
const LIMIT = /\bLIMITS\.(\w+)/g
/** Calls that make a schema, an endpoint or an expression, and change nothing. */
const MAKES =
  /(?<![\w.])(?=z\.(?:\w+\.)?\w+\(|(?:text|line|filledText|withinChars|list|whole|endpoint|new RegExp)\()/g
const IS_COMMENT = /^\s*(?:\/?\*|\/\/)/

const isLimit = (name: string): name is keyof typeof LIMITS => name in LIMITS

/** A bundler leaves out what is made without effects and is not used, if it is told so. */
const marked = (line: string): string =>
  IS_COMMENT.test(line) ? line : line.replaceAll(MAKES, '/* @__PURE__ */ ')

/** The code of a file of the contract, named by its path in `src`. */
export const forPages = (code: string, path: string): string => {
  const isEndpoints = path.startsWith('api/') && path !== 'api/endpoint'
  const short = isEndpoints ? code.replaceAll(WORDS, '').replaceAll(REQUESTS, '') : code
  return short
    .replaceAll(META, '')
    .replaceAll(LIMIT, (all, name: string) => (isLimit(name) ? String(LIMITS[name]) : all))
    .split('\n')
    .map(marked)
    .join('\n')
}

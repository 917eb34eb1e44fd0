import type { Plugin } from 'vite'

const TEXT = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`
const WORDS = new RegExp(String.raw`\b(?:summary|description|budget):\s*${TEXT},\s*`, 'g')
/** Schemas of requests, which only a server checks: by name, or made here, and then up to the bracket that begins a line. */
const REQUESTS =
  /\b(?:params|query|body):\s*(?:\w+|z\.object\((?:[^\n]*\)|\{\n[^]*?\n\s*\}\))),\n\s*|\bbody_optional: true,\s*|\berrors:\s*\[[^\]]*\],\s*/g

/**
 * Leaves out what no page reads of endpoints: words for the documents of the contract, and what only a server does with
 * requests. The types know nothing of it.
 */
export const withoutWords: Plugin = {
  name: 'without-words',
  transform: (code, id) =>
    /packages\/protocol\/src\/api\/(?!endpoint)\w+\.ts$/.test(id)
      ? { code: code.replaceAll(WORDS, '').replaceAll(REQUESTS, ''), map: null }
      : undefined,
}

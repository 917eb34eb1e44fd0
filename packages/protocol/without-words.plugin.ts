import type { Plugin } from 'vite'

const TEXT = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`
const WORDS = new RegExp(String.raw`\b(?:summary|description|budget):\s*${TEXT},\s*`, 'g')
/** Named schemas of requests, which only a server checks. */
const REQUESTS = /\b(?:params|query|body):\s*\w+,\s*|\bbody_optional: true,\s*|\berrors:\s*\[[^\]]*\],\s*/g

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

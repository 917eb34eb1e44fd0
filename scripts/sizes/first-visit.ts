// The files that a browser loads until the first conversation is visible: the page, all that it loads
// without a user's action, and the texts in one language.
import { extname } from 'node:path'
import { compress } from '../../apps/server/src/http/encoding.ts'
import type { Part } from './weight.ts'

type ReadFile = (path: string) => Buffer

const LOADED_BY_PAGE = /<(?:script|link)\b[^>]*?\b(?:src|href)="\/([^"]+\.(?:js|css|woff2))"/g
/** As the bundler writes them: `import{a as b}from"./x.js"`, `import"./x.js"`. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g

const matches = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].flatMap(([, found]) => (found === undefined ? [] : [found]))

/** The page and all files that it names, with their imports. */
export const filesOfPage = (read: ReadFile): Set<string> => {
  const files = new Set(['index.html', ...matches(LOADED_BY_PAGE, read('index.html').toString())])
  // A set also visits elements that are added during the loop.
  for (const file of files)
    if (extname(file) === '.js')
      for (const name of matches(STATIC_IMPORT, read(file).toString())) files.add(`assets/${name}`)
  return files
}

/** Fonts are already compressed. */
const served = async (bytes: Buffer, path: string): Promise<number> =>
  extname(path) === '.woff2' ? bytes.length : (await compress(new Uint8Array(bytes), 'br')).length

/** `texts`: the file of the language, which the page requests itself. */
export const firstVisit = (read: ReadFile, texts: string): Promise<Part[]> =>
  Promise.all(
    [...filesOfPage(read), texts].map(async (name) => ({ name, bytes: await served(read(name), name) })),
  )

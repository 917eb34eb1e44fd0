import type { Token } from 'marked'
import { Lazy } from '../core/lazy.ts'

/** The reader of documents, loaded with the first of them. */
export const pageReader = new Lazy(async (): Promise<(text: string) => readonly Token[]> => {
  const { lexPage } = await import('./lex-page.ts')
  return lexPage
})

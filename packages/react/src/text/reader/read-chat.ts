import type { Token } from 'marked'
import { FormulaReader } from '../read-formula.ts'
import { readBlocks } from './blocks.ts'

/** Drawing takes time: formulas beyond this number stay as typed. */
const MAX_FORMULAS = 300

/** The marks of a message, as described in docs/text.md. Their raw texts together are the text. */
export const readChat = (text: string): Token[] =>
  readBlocks(text.replaceAll(/\r\n?/g, '\n').split('\n'), {
    formulas: new FormulaReader(text.length),
    left: MAX_FORMULAS,
  })

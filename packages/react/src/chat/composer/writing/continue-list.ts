import { replaceRange, type Edit } from '../../../ui/edit-text.ts'
import { placeInText } from '../../../text/place-in-text.ts'

const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})([.)]))( \[[ xX]\])? (.*)$/u
const QUOTE = /^((?:> ?)+)(.*)$/u

/** A new line in a list begins the next item, an empty item ends the list; undefined outside a list. */
export const continueList = (text: string, caret: number): Edit | undefined => {
  const from = text.lastIndexOf('\n', caret - 1) + 1
  const line = text.slice(from, caret)
  if (!/[-*+>\d]/.test(line) || placeInText(text.slice(0, caret), text.slice(caret)) === 'code')
    return undefined
  const [, lead, said] = QUOTE.exec(line) ?? itemOf(line)
  if (lead === undefined) return undefined
  return said?.trim() === '' ? replaceRange(from, caret, '') : replaceRange(caret, caret, `\n${lead}`)
}

const itemOf = (line: string): readonly (string | undefined)[] => {
  const item = ITEM.exec(line)
  if (!item) return []
  const [, indent = '', bullet, number, dot = '', task, said] = item
  const mark = bullet ?? `${Number(number) + 1}${dot}`
  return [line, `${indent}${mark}${task ? ' [ ]' : ''} `, said]
}

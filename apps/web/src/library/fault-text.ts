import type { IntakeItem } from '@lectern/client'
import { LIMITS, type FileFault } from '@lectern/protocol'
import { reasonInWords } from '@lectern/react'
import { labels, texts } from '../texts/texts.ts'

const t = texts.library

/** The fault of a file, and the remedy: in the server's words if there is no text for it here. */
export const faultText = (failure: NonNullable<IntakeItem['failure']>): string => {
  const { code, why } = failure
  const fault = why === undefined ? undefined : t.faults[why as FileFault]
  if (fault) return fault({ pages: LIMITS.document_pages, chars: LIMITS.document_chars })
  if (code === 'no_conversation') return t.noConversation
  if (code === 'empty') return t.emptyFile
  return reasonInWords(failure, labels)
}

import { useMemo } from 'react'
import type { Message } from '@lectern/protocol'
import { isolate } from '@lectern/texts'
import { summarise } from '../../attachments/in-short.ts'
import { useLabels } from '../../context/texts-context.ts'

/** Its name has fewer characters; the rest are for marks, which are not said. */
const BEGINNING = 1_000

/**
 * The text of a message in its name for readers. Of an answer that grows only the beginning is read: each word that comes
 * would have all of it read again.
 */
export const useSpokenText = (message: Message): string => {
  const labels = useLabels()
  return useMemo(() => {
    if (message.deleted_at) return labels.deleted
    const isGrowing = message.state === 'streaming'
    const said = isGrowing ? { ...message, content: message.content.slice(0, BEGINNING) } : message
    return withNamesApart(summarise(said, labels), message)
  }, [message, labels])
}

/** A name written the other way must not turn the words around it. */
const withNamesApart = (text: string, { mentions = [] }: Message): string =>
  mentions.reduce((said, { name }) => said.replaceAll(`@${name}`, () => `@${isolate(name)}`), text)

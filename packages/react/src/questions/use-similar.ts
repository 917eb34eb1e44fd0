import { useEffect, useState } from 'react'
import type { SimilarQuestion } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'

const NOTHING: readonly SimilarQuestion[] = []

/** What was answered before that is like this; nothing for no text, and while it is not known. */
export const useSimilar = (text: string, endorsed = false): readonly SimilarQuestion[] => {
  const { questions } = useChat()
  const [found, setFound] = useState({ text: '', similar: NOTHING })
  useEffect(() => {
    if (text === '') return
    let current = true
    questions.similar(text, { endorsed }).then(
      (similar) => current && setFound({ text, similar }),
      // A help that does not come is none to complain about.
      () => {},
    )
    return () => {
      current = false
    }
  }, [questions, text, endorsed])
  return text === '' || found.text !== text ? NOTHING : found.similar
}

import { useEffect, useState } from 'react'
import type { SimilarQuestion } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'

const NOTHING: readonly SimilarQuestion[] = []

/** Similar answered questions; empty without text, and while they are unknown. */
export const useSimilar = (text: string, endorsed = false): readonly SimilarQuestion[] => {
  const { questions } = useChat()
  const [found, setFound] = useState({ text: '', similar: NOTHING })
  useEffect(() => {
    if (text === '') return
    let current = true
    questions.similar(text, { endorsed }).then(
      (similar) => current && setFound({ text, similar }),
      // The suggestions are optional, so a failure is not shown.
      () => {},
    )
    return () => {
      current = false
    }
  }, [questions, text, endorsed])
  return text === '' || found.text !== text ? NOTHING : found.similar
}

import { createContext, useContext } from 'react'
import type { Formats } from '../labels/formats.ts'
import type { Labels } from '../labels/labels.ts'

/** The words of the components, and their formats of times and numbers. */
export interface Texts {
  readonly labels: Labels
  readonly formats: Formats
}

export const TextsContext = createContext<Texts | undefined>(undefined)

export const useTexts = (): Texts => {
  const texts = useContext(TextsContext)
  if (!texts) throw new Error('Lectern components need an <InstructorChatProvider> above them.')
  return texts
}

export const useLabels = (): Labels => useTexts().labels
export const useFormats = (): Formats => useTexts().formats

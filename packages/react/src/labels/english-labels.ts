import { en } from '../texts/en.ts'
import { labelsIn } from './labels.ts'

/**
 * Every text that a component shows or speaks, in English. Pass any of them to `InstructorChatProvider` in
 * another language; missing ones stay English.
 */
export const englishLabels = labelsIn('en', en)

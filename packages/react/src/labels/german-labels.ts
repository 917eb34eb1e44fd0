import { de } from '../texts/de.ts'
import { labelsIn } from './labels.ts'

/**
 * Every text of the components in German; pass it to `InstructorChatProvider` as `labels`, with `locale="de"`.
 */
export const germanLabels = labelsIn('de', de)

import { Lazy } from '../../../core/lazy.ts'
import type { Clip, PasteResult } from './paste.ts'

/** What reads a clipboard; wanted when the field gets the focus. */
export const paster = new Lazy<{ convert: (clip: Clip) => PasteResult | undefined }>(async () => {
  const { convertPaste } = await import('./paste.ts')
  return { convert: convertPaste }
})

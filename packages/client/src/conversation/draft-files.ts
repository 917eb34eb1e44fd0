import type { Store } from '../core/store.ts'
import type { Upload } from '../uploads/upload.ts'

/** The files for the next message; the same array until one of them changes. */
export const draftFiles = (
  all: Store<readonly Upload[]>,
  conversation_id: string,
): Store<readonly Upload[]> => {
  let from: readonly Upload[] | undefined
  let files: readonly Upload[] = []
  const get = (): readonly Upload[] => {
    if (from === all.get()) return files
    from = all.get()
    const next = from.filter(
      (each) =>
        each.conversation_id === conversation_id &&
        each.message_id === undefined &&
        each.document === undefined &&
        each.draft_key === undefined,
    )
    const isSame = next.length === files.length && next.every((upload, index) => upload === files[index])
    return isSame ? files : (files = next)
  }
  return { get, subscribe: all.subscribe }
}

import { useLabels } from '../../context/texts-context.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import type { Composer } from '../../rows/composer.ts'
import { editing } from '../../rows/editing.ts'
import { EditIcon } from '../../ui/icons.tsx'

/** Offers an edit that was begun and left: by a reload, a reply, a file, or in another tab. */
export const UnsavedEdit = ({ composer: { handle, view, composing } }: { composer: Composer }) => {
  const labels = useLabels()
  const edit = useSnapshot(handle.editOf(view.thread_id))
  if (!edit || composing.mode === 'edit') return null
  return (
    <div className="lectern-composer-bar">
      <EditIcon size={16} />
      <span className="lectern-composer-bar-text" dir="auto">
        <strong>{labels.unsavedEdit}</strong>
        <span>{edit.text}</span>
      </span>
      <button type="button" className="lectern-link-button" onClick={() => view.compose(editing(edit))}>
        {labels.continueEdit}
      </button>
      <button
        type="button"
        className="lectern-link-button"
        onClick={() => handle.setEdit(undefined, view.thread_id)}
      >
        {labels.discard}
      </button>
    </div>
  )
}

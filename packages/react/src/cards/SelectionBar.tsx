import { useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { LIMITS } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useEscape } from '../hooks/use-escape.ts'
import { useSaid } from '../hooks/use-said.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import type { ConversationView } from '../context/conversation-view.ts'
import { LazyNewDocumentDialog } from './lazy-dialogs.ts'

/** Replaces the composer while messages are being selected. Escape ends the selection. */
export const SelectionBar = ({ view, handle }: { view: ConversationView; handle: ConversationHandle }) => {
  const labels = useLabels()
  const selected = useSnapshot(view.selected) ?? NOTHING
  const [isMaking, setMaking] = useState(false)
  const leave = (): void => {
    if (!isMaking) view.selected.set(undefined)
  }
  useEscape(leave)
  const isTooMany = selected.size > LIMITS.card_list_items
  const isReady = selected.size > 0 && !isTooMany
  const words = isTooMany
    ? labels.cards.tooMany(LIMITS.card_list_items)
    : labels.cards.selected(selected.size)
  useSaid(words)
  return (
    <div className="lectern-selection" role="group" aria-label={labels.cards.selectMessages}>
      <span>{words}</span>
      <button
        type="button"
        className="lectern-button lectern-primary"
        aria-disabled={!isReady}
        onClick={() => isReady && setMaking(true)}
      >
        {labels.cards.makeDocument}
      </button>
      <button type="button" className="lectern-button" onClick={() => view.selected.set(undefined)}>
        {labels.cancel}
      </button>
      {isMaking && (
        <LazyNewDocumentDialog
          handle={handle}
          selected={selected}
          onClose={() => setMaking(false)}
          onDone={() => view.selected.set(undefined)}
        />
      )}
    </div>
  )
}

const NOTHING: ReadonlySet<string> = new Set()

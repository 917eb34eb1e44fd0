import { isBlank, type Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useStore } from '../hooks/use-store.ts'
import { useRowScope } from '../rows/row-context.ts'

/** Whether a message can become a part of a document. */
export const isSelectable = ({ kind, deleted_at, content }: Message): boolean =>
  (kind === 'text' || kind === 'image') && !deleted_at && !isBlank(content)

/** While messages are being selected, a press anywhere on the row selects or unselects it. */
export const SelectMessage = ({ message }: { message: Message }) => {
  const { view } = useRowScope()
  const { cards: labels } = useLabels()
  const isChosen = useStore(view.selected, (chosen) => chosen?.has(message.id))
  if (isChosen === undefined || !isSelectable(message)) return null
  return (
    <label className="lectern-select">
      <input
        type="checkbox"
        checked={isChosen}
        aria-label={labels.selectMessage(message.sender)}
        onChange={() => view.toggle(message.id)}
      />
    </label>
  )
}

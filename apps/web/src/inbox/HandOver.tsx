import { useLoad } from '@lectern/react'
import { useCallback, useState } from 'react'
import { SelectField } from '../ui/SelectField.tsx'
import type { ToolProps } from './InboxTools.tsx'
import { t } from './texts/texts.ts'

/** To a colleague of the same conversation. */
export const HandOver = ({ desk, item, me, act }: ToolProps) => {
  const { conversation_id } = item
  const [loaded] = useLoad(
    useCallback(() => desk.colleagues(conversation_id, me.id), [desk, conversation_id, me.id]),
  )
  const [chosen, setChosen] = useState('')
  const colleagues = loaded.status === 'ready' ? loaded.value : []
  if (colleagues.length === 0) return null
  const isTaken = item.owner !== undefined && item.owner.user_id !== me.id
  const to = colleagues.find(({ user_id }) => user_id === chosen) ?? colleagues[0]
  return (
    <div className="waiting-tool" role="group" aria-label={t.handOver}>
      <SelectField
        label={t.handOver}
        value={to?.user_id ?? ''}
        options={colleagues.map(({ user_id, name }) => [user_id, name] as const)}
        onChange={setChosen}
      />
      <button
        type="button"
        className="button"
        aria-disabled={isTaken}
        onClick={() => to && !isTaken && act(() => desk.claim(item, to.user_id), t.handedOver(to.name))}
      >
        {t.give}
      </button>
    </div>
  )
}

import type { Message } from '@lectern/protocol'
import { useLoad } from '@lectern/react'
import { useCallback, useState } from 'react'
import { SelectField } from '../ui/SelectField.tsx'
import type { ToolProps } from './InboxTools.tsx'
import { t } from './texts/texts.ts'

const CHARS = 80

const wordsOf = ({ sender, content }: Message): string => {
  const line = content.replaceAll(/\s+/g, ' ').trim()
  return `${sender}: ${line.length > CHARS ? `${line.slice(0, CHARS)}…` : line}`
}

/** The question is one that somebody has asked before, here. */
export const MergeChoice = ({ desk, item, act }: ToolProps) => {
  const { conversation_id, message_id } = item
  const [loaded] = useLoad(
    useCallback(() => desk.others({ conversation_id, message_id }), [desk, conversation_id, message_id]),
  )
  const [chosen, setChosen] = useState('')
  const others = loaded.status === 'ready' ? loaded.value : []
  if (others.length === 0) return null
  const into = others.some(({ id }) => id === chosen) ? chosen : (others[0]?.id ?? '')
  return (
    <div className="waiting-tool" role="group" aria-label={t.merge}>
      <SelectField
        label={t.merge}
        value={into}
        options={others.map((message) => [message.id, wordsOf(message)] as const)}
        onChange={setChosen}
      />
      <p className="field-hint">{t.mergeWhy}</p>
      <button type="button" className="button" onClick={() => act(() => desk.merge(item, into), t.merged)}>
        {t.mergeNow}
      </button>
    </div>
  )
}

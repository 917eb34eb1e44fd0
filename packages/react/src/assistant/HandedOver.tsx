import { isStaff, type Ask, type Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useRowScope } from '../rows/row-context.ts'
import { citationsOf } from '../documents/Citations.tsx'
import { useMessage } from '../hooks/use-message.ts'
import { QuestionIcon } from '../ui/icons.tsx'
import { preview } from '../text/preview.ts'

interface HandedOverProps {
  message: Message
  handedOver: NonNullable<Ask['handed_over']>
}

/** Shows that a question was handed over to staff: to the asker, and with reason and sources to staff. */
export const HandedOver = ({ message, handedOver }: HandedOverProps) => {
  const { me } = useRowScope()
  const { assistant } = useLabels()
  if (!isStaff(me.role))
    return message.sender_id === me.id ? (
      <p className="lectern-ask-state">
        <QuestionIcon size={16} />
        <span>{assistant.seenByStaff}</span>
      </p>
    ) : null
  if (handedOver.answer_ids.length === 0)
    return <strong className="lectern-packet">{assistant.handedOver[handedOver.reason]}</strong>
  return (
    <details className="lectern-packet" open={message.question?.status !== 'answered'}>
      <summary>{assistant.handedOver[handedOver.reason]}</summary>
      {handedOver.answer_ids.map((id) => (
        <Former key={id} id={id} />
      ))}
    </details>
  )
}

const EXCERPT_CHARS = 280

const Former = ({ id }: { id: string }) => {
  const { handle, jump } = useRowScope()
  const { assistant } = useLabels()
  const answer = useMessage(handle, id)
  if (!answer || answer.deleted_at !== undefined) return null
  const said = preview(answer)
  const titles = citationsOf(answer).flatMap(({ title }) => (title === '' ? [] : [title]))
  return (
    <>
      <p className="lectern-packet-said" dir="auto">
        {said.length > EXCERPT_CHARS ? `${said.slice(0, EXCERPT_CHARS).trimEnd()}…` : said}
      </p>
      {titles.length > 0 && (
        <p className="lectern-quiet" dir="auto">
          {`${assistant.sources}: ${[...new Set(titles)].join(', ')}`}
        </p>
      )}
      <button type="button" className="lectern-link-button" onClick={() => jump(id)}>
        {assistant.goToAnswer}
      </button>
    </>
  )
}

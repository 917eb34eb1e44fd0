import { useTimeline } from '@lectern/react'
import { texts } from '../i18n/texts.ts'
import { navigate } from '../navigation.ts'
import { useToasts } from '../ui/toasts.ts'
import { Empty } from './Empty.tsx'

const t = texts.missing

/** Where one is not a member, or no longer. What one wrote and could not send is not lost with it. */
export const MissingConversation = ({ conversation_id }: { conversation_id: string }) => {
  const rows = useTimeline(conversation_id, (timeline) => timeline.rows)
  const unsent = rows.filter(({ status }) => status !== 'stored')
  return (
    <Empty title={t.conversation} detail={t.conversationDetail}>
      {unsent.length > 0 && <Unsent unsent={unsent} />}
      <button type="button" className="button button-primary" onClick={() => navigate('/')}>
        {t.home}
      </button>
    </Empty>
  )
}

interface UnsentProps {
  unsent: { id: string; message: { content: string } }[]
}

const Unsent = ({ unsent }: UnsentProps) => {
  const toasts = useToasts()
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(() => toasts.note(texts.copied))
  return (
    <section className="unsent" aria-label={t.unsent}>
      <h2>{t.unsent}</h2>
      <ul>
        {unsent.map(({ id, message: { content } }) => (
          <li key={id}>
            <p dir="auto">{content}</p>
            <button type="button" className="button button-quiet" onClick={() => copy(content)}>
              {t.copy}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

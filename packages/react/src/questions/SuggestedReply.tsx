import { isBlank, isStaff, type Message, type SimilarQuestion } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import type { Composer } from '../rows/composer.ts'
import { useMe } from '../hooks/hooks.ts'
import { useCurrent, useMessage } from '../hooks/use-message.ts'
import { EndorsedIcon } from '../ui/icons.tsx'
import { preview } from '../text/preview.ts'
import { SimilarAnswer } from './SimilarAnswer.tsx'
import { useSimilar } from './use-similar.ts'

const EXCERPT_CHARS = 240

/** For staff who answer an open question: an answer they endorsed for a similar one. Only they send it. */
export const SuggestedReply = ({
  composer,
  threadId,
}: {
  composer: Composer
  threadId: string | undefined
}) => {
  const { handle, composing, text } = composer
  const me = useMe()
  const repliedTo = composing.mode === 'reply' ? composing.to.id : undefined
  const asked = useMessage(handle, threadId ?? repliedTo)
  const isFor = me !== undefined && isStaff(me.role) && composing.mode !== 'edit' && text === ''
  const similar = useSimilar(isFor && isOpen(asked) ? asked.content : '', true)
  const [best] = similar.filter(({ question }) => question.id !== asked?.id)
  return best && me ? <Suggestion composer={composer} best={best} me_id={me.id} /> : null
}

const isOpen = (message: Message | undefined): message is Message =>
  message?.question?.status === 'unanswered' && !message.deleted_at && !isBlank(message.content)

interface SuggestionProps {
  composer: Composer
  best: SimilarQuestion
  me_id: string
}

const Suggestion = ({ composer, best, me_id }: SuggestionProps) => {
  const labels = useLabels()
  const answer = useCurrent(best.answer)
  const question = useCurrent(best.question)
  const said = preview(answer)
  const byMe = answer.answer?.endorsed_by === me_id
  if (answer.deleted_at || question.deleted_at) return null
  const title = byMe ? labels.suggestedByYou : labels.suggestedByStaff
  return (
    <section className="lectern-similar" aria-label={title}>
      <div className="lectern-similar-head">
        <strong>
          <EndorsedIcon size={16} />
          <span>{title}</span>
        </strong>
      </div>
      <p dir="auto">{said.length > EXCERPT_CHARS ? `${said.slice(0, EXCERPT_CHARS).trimEnd()}…` : said}</p>
      <div className="lectern-answer-draft-acts">
        <button
          type="button"
          className="lectern-button"
          onClick={() => composer.insert(answer.content.replaceAll(/ ?\[\d{1,2}\]/g, ''))}
        >
          {labels.insertReply}
        </button>
        <SimilarAnswer similar={best} conversation_id={composer.handle.id} view={composer.view}>
          {labels.similarIn(preview(question), best.title)}
        </SimilarAnswer>
      </div>
    </section>
  )
}

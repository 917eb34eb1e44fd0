import { useState } from 'react'
import { isStaff } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import type { Composer } from '../rows/composer.ts'
import { useSettled } from '../hooks/use-settled.ts'
import { useMe } from '../hooks/hooks.ts'
import { useCurrent } from '../hooks/use-message.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { CheckIcon, CloseIcon } from '../ui/icons.tsx'
import { preview } from '../text/preview.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { readsLikeQuestion } from './reads-like-question.ts'
import { SimilarAnswer, type SimilarAnswerProps } from './SimilarAnswer.tsx'
import { useSimilar } from './use-similar.ts'
import { useSaid } from '../hooks/use-said.ts'

const SETTLE_MS = 400
const EXCERPT_CHARS = 110

/** While a student writes a question: similar answered ones, to read instead of waiting. */
export const SimilarQuestions = ({ composer }: { composer: Composer }) => {
  const { view, handle, composing, text } = composer
  const labels = useLabels()
  const me = useMe()
  const asking = useSnapshot(view.asking) === true
  const settled = useSettled(text, SETTLE_MS)
  const [isDismissed, setDismissed] = useState(false)
  if (isDismissed && text === '') setDismissed(false)
  const isFor = me !== undefined && !isStaff(me.role) && composing.mode === 'new' && !view.thread_id
  const asks = isFor && !isDismissed && text !== '' && (asking || readsLikeQuestion(settled))
  const similar = useSimilar(asks ? settled.trim() : '')
  const isShown = asks && similar.length > 0
  useSaid(isShown ? labels.similar : undefined)
  return (
    <div>
      {isShown && (
        <section className="lectern-similar" aria-label={labels.similar}>
          <div className="lectern-similar-head">
            <strong>{labels.similar}</strong>
            <IconButton
              label={labels.dismiss}
              icon={<CloseIcon size={16} />}
              onClick={() => setDismissed(true)}
            />
          </div>
          <ul>
            {similar.map((each) => (
              <Similar key={each.answer.id} similar={each} conversation_id={handle.id} view={view} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

type SimilarProps = Pick<SimilarAnswerProps, 'similar' | 'conversation_id' | 'view'>

/** Question and answer as they are now. */
const Similar = ({ similar, ...place }: SimilarProps) => {
  const labels = useLabels()
  const question = useCurrent(similar.question)
  const answer = useCurrent(similar.answer)
  if (question.deleted_at || answer.deleted_at) return null
  return (
    <li dir="auto">
      <CheckIcon size={16} />
      <span>
        <SimilarAnswer similar={similar} {...place}>
          {labels.similarIn(shorten(preview(question)), similar.title)}
        </SimilarAnswer>
        <span className="lectern-similar-answer">{shorten(preview(answer))}</span>
      </span>
    </li>
  )
}

const shorten = (text: string): string =>
  text.length > EXCERPT_CHARS ? `${text.slice(0, EXCERPT_CHARS).trimEnd()}…` : text

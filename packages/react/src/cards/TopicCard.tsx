import { useState } from 'react'
import type { CardAction, Message, Topic } from '@lectern/protocol'
import { BellIcon, HandIcon, StarIcon, TopicIcon } from '../ui/icons.tsx'
import type { CardViewProps } from '../context/host-context.ts'
import { InLanguage, useLanguage } from '../context/language-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useLiveSnapshot } from '../hooks/use-store.ts'
import { Markdown } from '../text/Markdown.tsx'
import { useRoleOf } from '../hooks/use-role-of.ts'
import { PersonName } from '../ui/PersonName.tsx'
import { useRowScope } from '../rows/row-context.ts'
import { CardFrame } from './CardFrame.tsx'
import { useAction, useCard } from './card-context.ts'
import { Toggle } from './Toggle.tsx'
import { labelOfVerb, wordFor } from './words.ts'

const IN_BODY = ['me_too', 'follow', 'accept', 'endorse', 'merge']

/** A topic or question as it stands now: its supporters, its answers, the accepted one. */
export const TopicCard = ({ card }: CardViewProps) => {
  const { cards: labels } = useLabels()
  const data = card.data as unknown as Topic
  const { title, kind, body, tags, owner, merged_into } = data
  const lang = useLanguage()
  const roleOf = useRoleOf(useRowScope().handle.id)
  return (
    <CardFrame
      icon={<TopicIcon size={16} />}
      title={title}
      more={wordFor(labels.choices, kind)}
      inBody={IN_BODY}
    >
      <p className="lectern-card-meta">
        <span dir="auto">
          <PersonName name={owner.name} role={roleOf(owner.user_id)} />
        </span>
        {tags.map((tag) => (
          <span key={tag} className="lectern-tag" lang={lang} dir="auto">
            {tag}
          </span>
        ))}
      </p>
      {body && (
        <div className="lectern-card-body">
          <Markdown text={body} />
        </div>
      )}
      <BestAnswer data={data} />
      {merged_into !== undefined && <p className="lectern-card-note">{labels.mergedAway}</p>}
      <Interest data={data} />
      <Answers data={data} />
      <Merge />
    </CardFrame>
  )
}

const BestAnswer = ({ data: { best_answer } }: { data: Topic }) => {
  const { cards: labels } = useLabels()
  if (!best_answer) return null
  const { sender, sender_role, excerpt, endorsed, lang } = best_answer
  return (
    <figure className="lectern-best">
      <figcaption>
        <StarIcon size={14} />
        <span>{endorsed ? labels.endorsedAnswer : labels.acceptedAnswer}</span>
        <span dir="auto">
          <span>{`· `}</span>
          <PersonName name={sender} role={sender_role} />
        </span>
      </figcaption>
      <blockquote>
        <InLanguage value={lang}>
          <Markdown text={excerpt} />
        </InLanguage>
      </blockquote>
    </figure>
  )
}

const Interest = ({ data: { counts, following, me_too } }: { data: Topic }) => {
  const { cards: labels } = useLabels()
  const { act } = useCard()
  const name = {
    meToo: me_too ? labels.notMeToo : labels.meToo,
    follow: following ? labels.following : labels.follow,
  }
  return (
    <div className="lectern-card-toggles">
      <Toggle
        on={me_too}
        enabled={useAction('me_too') !== undefined}
        icon={<HandIcon size={16} />}
        text={String(counts.me_too)}
        label={name.meToo(counts.me_too)}
        onToggle={(on) => act('me_too', { on })}
      />
      <Toggle
        on={following}
        enabled={useAction('follow') !== undefined}
        icon={<BellIcon size={16} />}
        text={String(counts.followers)}
        label={name.follow(counts.followers)}
        onToggle={(on) => act('follow', { on })}
      />
    </div>
  )
}

/** The answers, on demand, with accept and endorse for those who may. */
const Answers = ({ data }: { data: Topic }) => {
  const { cards: labels } = useLabels()
  const { handle } = useRowScope()
  const [isOpen, setOpen] = useState(false)
  if (data.target.conversation_id !== handle.id)
    return <p className="lectern-card-note">{labels.elsewhere}</p>
  return (
    <details className="lectern-card-more-box" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{labels.answers(data.counts.answers)}</summary>
      {isOpen && <AnswerList question_id={data.target.message_id} />}
    </details>
  )
}

const AnswerList = ({ question_id }: { question_id: string }) => {
  const { cards: labels } = useLabels()
  const { handle, jump } = useRowScope()
  const { rows } = useLiveSnapshot(handle.timeline)
  const answers = rows
    .map(({ message }) => message)
    .filter(({ reply_to_id, deleted_at }) => reply_to_id === question_id && !deleted_at)
  return (
    <>
      {answers.length === 0 && <p className="lectern-card-note">{labels.noAnswersYet}</p>}
      <ul>
        {answers.map((answer) => (
          <AnswerItem key={answer.id} answer={answer} />
        ))}
      </ul>
      <button type="button" className="lectern-link-button" onClick={() => jump(question_id)}>
        {labels.goThere}
      </button>
    </>
  )
}

const AnswerItem = ({ answer }: { answer: Message }) => {
  const { answer: marks } = answer
  const [accept, endorse] = [useAction('accept'), useAction('endorse')]
  return (
    <li className="lectern-card-reply">
      <p className="lectern-card-meta" dir="auto">
        <PersonName name={answer.sender} role={answer.sender_role} />
      </p>
      <InLanguage value={answer.lang}>
        <Markdown text={answer.content} />
      </InLanguage>
      <div className="lectern-card-buttons">
        {accept && !marks?.accepted_by && <OnAnswer action={accept} id={answer.id} />}
        {endorse && !marks?.endorsed_by && <OnAnswer action={endorse} id={answer.id} />}
      </div>
    </li>
  )
}

const OnAnswer = ({ action, id }: { action: CardAction; id: string }) => {
  const labels = useLabels()
  const { card, act } = useCard()
  return (
    <button type="button" className="lectern-button" onClick={() => act(action.verb, { message_id: id })}>
      {labelOfVerb(labels, card.type, action)}
    </button>
  )
}

/** Merges into another loaded topic of the conversation. */
const Merge = () => {
  const labels = useLabels()
  const { card, act } = useCard()
  const { handle } = useRowScope()
  const { rows } = useLiveSnapshot(handle.timeline)
  const merge = useAction('merge')
  if (!merge) return null
  const others = rows.flatMap(({ message: { card: other } }) =>
    other?.type === card.type && other.id !== card.id && !['closed', 'hidden'].includes(other.state)
      ? [{ id: other.id, title: (other.data as unknown as Topic).title }]
      : [],
  )
  return (
    <details className="lectern-card-more-box">
      <summary>{labelOfVerb(labels, card.type, merge)}</summary>
      <p className="lectern-card-note">
        {others.length > 0 ? labels.cards.chooseTopic : labels.cards.noOtherTopic}
      </p>
      <div className="lectern-card-buttons">
        {others.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="lectern-button"
            onClick={() => act('merge', { into: id })}
          >
            {title}
          </button>
        ))}
      </div>
    </details>
  )
}

import type { FormEvent } from 'react'
import { isBlank, LIMITS, type DiscussReply, type LearningDiscuss } from '@lectern/protocol'
import type { CardViewProps } from '../context/host-context.ts'
import { InLanguage } from '../context/language-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { useTypedForm } from '../hooks/use-typed-form.ts'
import { DiscussIcon, HelpfulIcon, LockIcon, StarIcon, TrashIcon } from '../ui/icons.tsx'
import { useRoleOf } from '../hooks/use-role-of.ts'
import { useRowScope } from '../rows/row-context.ts'
import { Markdown } from '../text/Markdown.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { PersonName } from '../ui/PersonName.tsx'
import { CardFrame } from './CardFrame.tsx'
import { useAction, useCard } from './card-context.ts'
import { Toggle } from './Toggle.tsx'
import { isLonger, TooLong } from '../ui/TooLong.tsx'
import { placeOf } from './places.ts'
import { useAllReplies } from './use-all-replies.ts'
import { Heading } from '../ui/Heading.tsx'

const IN_BODY = ['reply', 'upvote', 'endorse', 'remove']

/** A discussion with an end; if users must post first, they do not get the others' replies before. */
export const LearningDiscussCard = ({ card }: CardViewProps) => {
  const { cards: labels } = useLabels()
  const data = card.data as unknown as LearningDiscuss
  const [title = ''] = data.prompt.split('\n', 1)
  const rest = data.prompt.slice(title.length).trim()
  return (
    <CardFrame icon={<DiscussIcon size={16} />} title={title} inBody={IN_BODY}>
      <Terms data={data} />
      {rest !== '' && (
        <div className="lectern-card-body">
          <Markdown text={rest} />
        </div>
      )}
      {data.summary && (
        <div className="lectern-best">
          <Heading as="h4" level={2}>
            {labels.summary}
          </Heading>
          <Markdown text={data.summary} />
        </div>
      )}
      <Replies data={data} />
      <ReplyForm data={data} />
    </CardFrame>
  )
}

const Terms = ({ data }: { data: LearningDiscuss }) => {
  const { cards: labels } = useLabels()
  const formats = useFormats()
  const {
    mode,
    hidden,
    anonymity,
    closes_at,
    window_minutes,
    minimum_posts,
    own_posts,
    reply_count,
    people_count,
  } = data
  return (
    <p className="lectern-card-meta">
      <span>{labels.repliesAndPeople(reply_count, people_count)}</span>
      {closes_at !== undefined && <span>{labels.closesAt(formats.full(Date.parse(closes_at)))}</span>}
      {closes_at === undefined && window_minutes !== undefined && (
        <span>{labels.minutes(window_minutes)}</span>
      )}
      {mode === 'post_before_see' && hidden && <span>{labels.postBeforeSee}</span>}
      {anonymity === 'peer_anonymous' && <span>{labels.anonymous}</span>}
      {minimum_posts > 0 && <span>{labels.ownPosts(own_posts, minimum_posts)}</span>}
    </p>
  )
}

const Replies = ({ data }: { data: LearningDiscuss }) => {
  const { cards: labels } = useLabels()
  const { card } = useCard()
  const { all, load, loading } = useAllReplies(card)
  const replies = all ?? data.replies
  const isCut = !data.hidden && replies.length < data.reply_count
  return (
    <>
      {data.hidden && (
        <p className="lectern-hidden-replies">
          <LockIcon size={16} />
          <span>{labels.waiting(data.reply_count - data.own_posts)}</span>
        </p>
      )}
      <ol className="lectern-replies">
        {replies.map((reply) => (
          <ReplyItem key={reply.id} reply={reply} />
        ))}
      </ol>
      {isCut && (
        <button type="button" className="lectern-link-button" aria-disabled={loading} onClick={load}>
          {labels.allReplies}
        </button>
      )}
    </>
  )
}

const ReplyItem = ({ reply }: { reply: DiscussReply }) => {
  const labels = useLabels()
  const formats = useFormats()
  const { act } = useCard()
  const roleOf = useRoleOf(useRowScope().handle.id)
  const { id, author, number, text, lang, at, upvotes, upvoted, endorsed, mine } = reply
  const [mayVote, mayEndorse, mayRemove] = [useAction('upvote'), useAction('endorse'), useAction('remove')]
  const name = mine ? labels.you : (author?.name ?? labels.cards.student(number ?? 0))
  const vote = upvoted ? labels.cards.upvoted(upvotes) : labels.cards.upvote(upvotes)
  return (
    <li className="lectern-card-reply" data-endorsed={endorsed || undefined}>
      <p className="lectern-card-meta">
        <PersonName as="strong" name={name} role={author && !mine ? roleOf(author.user_id) : undefined} />
        <time title={formats.full(Date.parse(at))}>{formats.time(Date.parse(at))}</time>
        {endorsed && (
          <span className="lectern-chip" data-tone="green">
            <StarIcon size={14} />
            <span>{labels.cards.endorsedAnswer}</span>
          </span>
        )}
      </p>
      <InLanguage value={lang}>
        <Markdown text={text} />
      </InLanguage>
      <div className="lectern-card-toggles">
        <Toggle
          on={upvoted}
          enabled={mayVote !== undefined && !mine}
          icon={<HelpfulIcon size={16} />}
          text={String(upvotes)}
          label={vote}
          onToggle={(on) => act('upvote', { reply_id: id, on })}
        />
        {mayEndorse && (
          <button
            type="button"
            className="lectern-link-button"
            onClick={() => act('endorse', { reply_id: id, on: !endorsed })}
          >
            {endorsed ? labels.cards.unendorseReply : labels.cards.endorseReply}
          </button>
        )}
        {mayRemove && (mine || mayEndorse) && (
          <IconButton
            label={labels.cards.removeReply}
            icon={<TrashIcon size={16} />}
            onClick={() => act('remove', { reply_id: id })}
          />
        )}
      </div>
    </li>
  )
}

const ReplyForm = ({ data }: { data: LearningDiscuss }) => {
  const { cards: labels } = useLabels()
  const { card, act } = useCard()
  const { typed, change, forget } = useTypedForm(placeOf(card.message_id), 'reply')
  const text = typed?.['text'] ?? ''
  if (!useAction('reply')) return null
  const isReady = !isBlank(text) && !isLonger(text, LIMITS.card_body_chars)
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (!isReady) return
    act('reply', { text })
    forget()
  }
  return (
    <form className="lectern-card-form" onSubmit={send}>
      <textarea
        className="lectern-textarea"
        rows={data.hidden ? 3 : 2}
        dir="auto"
        value={text}
        placeholder={labels.writeReply}
        aria-label={labels.writeReply}
        onChange={({ target: { value } }) => (value === '' ? forget() : change({ text: value }))}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      />
      <TooLong text={text} limit={LIMITS.card_body_chars} />
      <div className="lectern-card-buttons">
        <button type="submit" className="lectern-button lectern-primary" aria-disabled={!isReady}>
          {labels.reply}
        </button>
      </div>
    </form>
  )
}

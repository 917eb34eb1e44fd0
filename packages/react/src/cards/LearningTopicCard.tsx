import { useId, useState } from 'react'
import type { LearningTopic, Signal } from '@lectern/protocol'
import type { CardViewProps } from '../context/host-context.ts'
import { useChat } from '../context/chat-context.ts'
import { useLanguage } from '../context/language-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useStore } from '../hooks/use-store.ts'
import { CheckIcon, QuestionIcon, ShakyIcon, UnitIcon, WarningIcon } from '../ui/icons.tsx'
import { lex } from '../text/lex.ts'
import { Markdown } from '../text/Markdown.tsx'
import { plainText } from '../text/plain-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { CardForm } from './CardForm.tsx'
import { CardFrame } from './CardFrame.tsx'
import { useAction, useCard } from './card-context.ts'
import { fieldsOf } from './fields.ts'
import { PinnedDocuments } from './PinnedDocuments.tsx'
import { Toggle } from './Toggle.tsx'
import { formOf, placeOf } from './places.ts'
import { labelOfVerb } from './words.ts'
import { Heading } from '../ui/Heading.tsx'
import { useSaidLater } from '../hooks/use-said.ts'

const IN_BODY = ['signal', 'answer']
/** A verb that was used once is not offered again. */
const WHEN_STARTED = [...IN_BODY, 'start']
const WHEN_DONE = [...WHEN_STARTED, 'mark_done']

type Objective = LearningTopic['objectives'][number]
type Check = LearningTopic['checks'][number]

/** A unit of the course: its objectives, the user's progress, and its questions. */
export const LearningTopicCard = ({ card }: CardViewProps) => {
  const { cards: labels } = useLabels()
  const data = card.data as unknown as LearningTopic
  const { topic, summary, objectives, resources, checks, students } = data
  return (
    <CardFrame icon={<UnitIcon size={16} />} title={topic} inBody={listSettledVerbs(data)}>
      {students ? (
        <p className="lectern-card-meta">{labels.students(students.started, students.done)}</p>
      ) : (
        <Progress data={data} />
      )}
      <div className="lectern-card-body">
        <Markdown text={summary} />
      </div>
      <Heading as="h4" level={2}>
        {labels.objectives}
      </Heading>
      <ul className="lectern-objectives">
        {objectives.map((objective, at) => (
          <ObjectiveItem key={at} objective={objective} at={at} />
        ))}
      </ul>
      <PinnedDocuments documents={resources} />
      {checks.length > 0 && (
        <Heading as="h4" level={2}>
          {labels.checks}
        </Heading>
      )}
      {checks.map((check, at) => (
        <CheckItem key={at} check={check} at={at} />
      ))}
    </CardFrame>
  )
}

const listSettledVerbs = ({ progress }: LearningTopic): readonly string[] => {
  if (progress?.done_at !== undefined) return WHEN_DONE
  return progress?.started_at === undefined ? IN_BODY : WHEN_STARTED
}

/** The share of good objectives and right checks. */
const Progress = ({ data: { objectives, checks, progress } }: { data: LearningTopic }) => {
  const { cards: labels } = useLabels()
  const of = objectives.length + checks.length
  const reached =
    objectives.filter(({ signal }) => signal === 'ok').length +
    checks.filter(({ chosen }) => chosen?.correct).length
  const done = progress?.done_at === undefined ? reached : of
  return (
    <p className="lectern-unit-progress">
      <progress max={of} value={done} aria-label={labels.progress(done, of)} />
      <span aria-hidden="true">{labels.progress(done, of)}</span>
    </p>
  )
}

const ObjectiveItem = ({ objective, at }: { objective: Objective; at: number }) => {
  const labels = useLabels()
  const { card, act } = useCard()
  const place = placeOf(card.message_id)
  const form = formOf('ask', { objective: at })
  const isKept = useStore(useChat().forms.at(place), (forms) => forms[form] !== undefined)
  const [asking = isKept, setAsking] = useState<boolean>()
  const ask = useAction('ask')
  const { text, signal, counts } = objective
  return (
    <li>
      <span lang={useLanguage()} dir="auto">
        {text}
      </span>
      {counts ? (
        <Counts
          ok={counts.ok}
          other={counts.shaky}
          text={labels.cards.objectiveCounts(counts.ok, counts.shaky)}
        />
      ) : (
        <SignalButtons at={at} signal={signal} text={text} />
      )}
      {ask && !asking && (
        <IconButton
          label={labels.cards.askAbout(text)}
          icon={<QuestionIcon size={18} />}
          onClick={() => setAsking(true)}
        />
      )}
      {ask && asking && (
        <CardForm
          type={card.type}
          fields={(fieldsOf(ask.input) ?? []).filter(({ name }) => name === 'text')}
          place={place}
          form={form}
          submit={labelOfVerb(labels, card.type, ask)}
          onCancel={() => setAsking(false)}
          onSubmit={(input) => {
            act('ask', { ...input, objective: at })
            setAsking(false)
          }}
        />
      )}
    </li>
  )
}

const SignalButtons = ({ at, signal, text }: { at: number; signal: Signal | undefined; text: string }) => {
  const { cards: labels } = useLabels()
  const { act } = useCard()
  const enabled = useAction('signal') !== undefined
  const button = (level: Signal, Icon: typeof CheckIcon) => (
    <Toggle
      on={signal === level}
      enabled={enabled}
      icon={<Icon size={16} />}
      text={labels.choices[level] ?? level}
      label={`${text}: ${labels.choices[level] ?? level}`}
      onToggle={() => signal !== level && act('signal', { objective: at, level })}
    />
  )
  return (
    <span className="lectern-card-toggles">
      {button('ok', CheckIcon)}
      {button('shaky', ShakyIcon)}
    </span>
  )
}

const Counts = ({ ok, other, text }: { ok: number; other: number; text: string }) => (
  <span className="lectern-counts">
    <meter min={0} max={Math.max(1, ok + other)} value={ok} aria-hidden="true" />
    <span>{text}</span>
  </span>
)

/** An option is a line of text: “- 3” at its beginning is a number, and no list. */
const asWords = (option: string): string => option.replace(/^(?:>|[-+*](?=\s)|#{1,6}(?=\s))/, '\\$&')

const nameOf = (option: string, key?: string): string =>
  [plainText(lex(asWords(option))).trim(), key].filter(Boolean).join(', ')

const CheckItem = ({ check, at }: { check: Check; at: number }) => {
  const group = useId()
  const { cards: labels } = useLabels()
  const { act, acts } = useCard()
  const given = acts.findLast(
    ({ verb, input, status }) => verb === 'answer' && input['check'] === at && status !== 'failed',
  )
  const mayAnswer = useAction('answer') !== undefined
  const { question, options, chosen, answer, counts } = check
  // Only the server knows whether it is right.
  const verdict = given ? undefined : chosen
  useSaidLater(verdict && (verdict.correct ? labels.correct : labels.wrong))
  const [picked, setPicked] = useState<number>()
  const sent = given ? given.input['option'] : chosen?.option
  const isOpen = mayAnswer && !chosen?.correct
  const isReady = picked !== undefined && picked !== sent
  return (
    <fieldset className="lectern-check">
      <legend>
        <Markdown text={question} />
      </legend>
      {options.map((option, index) => (
        <label key={index} data-key={answer === index || undefined}>
          <input
            type="radio"
            name={group}
            checked={(picked ?? sent) === index}
            disabled={!isOpen}
            // A drawn formula alone is no text to name it by.
            aria-label={nameOf(option, answer === index ? labels.key : undefined)}
            onChange={() => setPicked(index)}
          />
          <Markdown text={asWords(option)} />
          {answer === index && (
            <span className="lectern-chip" data-tone="green">
              <CheckIcon size={14} />
              <span>{labels.key}</span>
            </span>
          )}
        </label>
      ))}
      {/* An arrow key chooses and must not send. */}
      {isOpen && (
        <button
          type="button"
          className="lectern-button"
          aria-disabled={!isReady}
          onClick={() => isReady && act('answer', { check: at, option: picked })}
        >
          {labels.sendAnswer}
        </button>
      )}
      <p className="lectern-verdict" data-correct={verdict?.correct}>
        {verdict && (verdict.correct ? <CheckIcon size={16} /> : <WarningIcon size={16} />)}
        {verdict && <span>{verdict.correct ? labels.correct : labels.wrong}</span>}
      </p>
      {counts && (
        <Counts
          ok={counts.correct}
          other={counts.wrong}
          text={labels.checkCounts(counts.correct, counts.wrong)}
        />
      )}
    </fieldset>
  )
}

import { useId, useState } from 'react'
import type { AssistantSettings, ConversationSummary } from '@lectern/client'
import { AssistantMode, isStaff, type Me } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useConversationHandle, useMe } from '../hooks/hooks.ts'
import { reasonOf } from '../labels/reason.ts'
import { useHasAssistant } from './use-has-assistant.ts'
import { Heading } from '../ui/Heading.tsx'
import { Alert } from '../ui/Alert.tsx'
import { say } from '../core/announcements.ts'

/** The settings of the assistant in a conversation: staff change them, all members read them. */
export const AssistantSection = ({ summary }: { summary: ConversationSummary }) => {
  const { assistant } = useLabels()
  const me = useMe()
  const isThere = useHasAssistant(summary.id)
  if (!me || (!isThere && !mayAdd(summary, me))) return null
  return (
    <section className="lectern-assistant-section" aria-label={assistant.title}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          {assistant.title}
        </Heading>
      </div>
      <Inside summary={summary} isThere={isThere} staff={isStaff(me.role)} />
    </section>
  )
}

interface InsideProps {
  summary: ConversationSummary
  isThere: boolean
  staff: boolean
}

const Inside = ({ summary, isThere, staff }: InsideProps) => {
  if (!isThere) return <Missing summary={summary} />
  return staff ? <Settings summary={summary} /> : <InWords summary={summary} />
}

/** Whoever may add it to a course hears that there could be one. */
const mayAdd = ({ kind, created_by }: ConversationSummary, me: Me): boolean =>
  kind === 'course' && (isStaff(me.role) || created_by === me.id)

const Missing = ({ summary: { id } }: { summary: ConversationSummary }) => {
  const labels = useLabels()
  const { assistant } = labels
  const { users } = useChat()
  const handle = useConversationHandle(id)
  const [said, setSaid] = useState<string>(assistant.missing)
  const tell = (text: string) => {
    setSaid(text)
    say(text)
  }
  const add = async () => {
    try {
      const [found] = await users.search('', 'assistant')
      if (found) await handle.addMembers([found.id])
      else tell(assistant.noneAtAll)
    } catch (error) {
      tell(labels.notDone(reasonOf(error, labels)))
    }
  }
  return (
    <>
      <p>{said}</p>
      <button type="button" className="lectern-button" onClick={() => void add()}>
        {assistant.add}
      </button>
    </>
  )
}

const InWords = ({ summary: { assistant_mode, assistant_review } }: { summary: ConversationSummary }) => {
  const { assistant } = useLabels()
  return (
    <>
      <p>{assistant.modeHere[assistant_mode]}</p>
      {assistant_review && assistant_mode !== 'off' && <p>{assistant.reviewHere}</p>}
    </>
  )
}

const Settings = ({ summary }: { summary: ConversationSummary }) => {
  const { assistant } = useLabels()
  const id = useId()
  const { mode, review, failure, set } = useSettings(summary)
  return (
    <>
      <fieldset className="lectern-modes" aria-label={assistant.howMuch} aria-describedby={`${id}-means`}>
        {AssistantMode.options.map((option) => (
          <label key={option}>
            <input type="radio" name={id} checked={option === mode} onChange={() => set({ mode: option })} />
            <span>{assistant.modes[option]}</span>
          </label>
        ))}
      </fieldset>
      <p id={`${id}-means`} className="lectern-quiet">
        {assistant.modeMeans[mode]}
      </p>
      <label className="lectern-review-switch">
        <input
          type="checkbox"
          role="switch"
          checked={review}
          aria-checked={review}
          disabled={mode === 'off'}
          aria-describedby={`${id}-review`}
          onChange={({ target }) => set({ review: target.checked })}
        />
        <span>{assistant.review}</span>
      </label>
      <p id={`${id}-review`} className="lectern-quiet">
        {assistant.reviewMeans}
      </p>
      {failure !== undefined && <Alert>{failure}</Alert>}
    </>
  )
}

/** Shows a chosen setting at once, until the server has answered. */
const useSettings = (summary: ConversationSummary) => {
  const labels = useLabels()
  const handle = useConversationHandle(summary.id)
  const [wanted, setWanted] = useState<AssistantSettings>({})
  const [failure, setFailure] = useState<string>()
  const set = (settings: AssistantSettings) => {
    setWanted(settings)
    setFailure(undefined)
    handle
      .setAssistant(settings)
      .catch((error: unknown) => setFailure(labels.notDone(reasonOf(error, labels))))
      .finally(() => setWanted((now) => (now === settings ? {} : now)))
  }
  const mode = wanted.mode ?? summary.assistant_mode
  return { mode, review: wanted.review ?? summary.assistant_review, failure, set }
}

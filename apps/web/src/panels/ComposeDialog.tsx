import type { Chat } from '@lectern/client'
import { isBlank, LIMITS, mayCreate, type ConversationKind, type Me, type User } from '@lectern/protocol'
import { readField, useLoad, useTypedForm } from '@lectern/react'
import { Alert, WarningIcon, sayAgain } from '@lectern/react/ui'
import { useCallback, useState, type FormEvent } from 'react'
import { texts } from '../texts/texts.ts'
import { Layer } from '../ui/Layer.tsx'
import { describe } from '../ui/report.ts'
import { PeoplePicker } from './PeoplePicker.tsx'

const t = texts.compose
const KINDS: readonly ConversationKind[] = ['direct', 'group', 'course']

interface ComposeProps {
  chat: Chat
  user: Me
  onCreated(conversation_id: string): void
}

/** The missing input, in words; undefined if it is complete. */
const findMissingInput = (
  kind: ConversationKind,
  people: readonly User[],
  title: string,
): string | undefined => {
  if (people.length === 0) return kind === 'direct' ? t.pickDirect : t.needPeople
  if (kind !== 'direct' && isBlank(title)) return t.needTitle
  return undefined
}

/** What this person may start; until the server has said so, a direct conversation, which everybody may. */
const useKinds = (chat: Chat, { role }: Me): readonly ConversationKind[] => {
  const [policy] = useLoad(useCallback(() => chat.policy.get(), [chat]))
  return KINDS.filter((kind) =>
    policy.status === 'ready' ? mayCreate(role, kind, policy.value) : kind === 'direct',
  )
}

/** For a course the assistant is offered, if the school has one. */
const useAssistant = (chat: Chat, kind: ConversationKind): User | undefined => {
  const [found] = useLoad(
    useCallback(
      async () => (kind === 'course' ? (await chat.users.search('', 'assistant'))[0] : undefined),
      [chat, kind],
    ),
  )
  return found.status === 'ready' ? found.value : undefined
}

interface KindChoiceProps {
  kinds: readonly ConversationKind[]
  kind: ConversationKind
  onChange(kind: ConversationKind): void
}

const KindChoice = ({ kinds, kind, onChange }: KindChoiceProps) => (
  <fieldset className="segments">
    <legend className="visually-hidden">{t.kind}</legend>
    {kinds.map((value) => (
      <label className="segment" key={value}>
        <input type="radio" name="kind" checked={value === kind} onChange={() => onChange(value)} />
        <span>{texts.kinds[value]}</span>
      </label>
    ))}
  </fieldset>
)

const ComposeForm = ({ chat, user, onCreated }: ComposeProps) => {
  const kinds = useKinds(chat, user)
  const { typed, change, forget } = useTypedForm('compose', 'new')
  const kind = kinds.find((each) => each === typed?.['kind']) ?? 'direct'
  const people = readField<readonly User[]>(typed, 'people', [])
  const title = typed?.['title'] ?? ''
  const setPeople = (chosen: readonly User[]) => change({ people: JSON.stringify(chosen) })
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const search = useCallback(
    async (q: string) => (await chat.users.search(q)).filter(({ id }) => id !== user.id),
    [chat, user.id],
  )
  const isDirect = kind === 'direct'
  const assistant = useAssistant(chat, kind)
  const withAssistant = assistant !== undefined && typed?.['assistant'] !== 'no'

  const changeKind = (next: ConversationKind) => {
    setRefusal(undefined)
    change({ kind: next })
    if (next === 'direct') setPeople(people.slice(0, 1))
  }

  const create = async (event: FormEvent) => {
    event.preventDefault()
    const lack = findMissingInput(kind, people, title)
    if (lack !== undefined || isBusy) return setRefusal((before) => lack && sayAgain(before, lack))
    setBusy(true)
    setRefusal(undefined)
    try {
      const chosen = withAssistant ? [...people, assistant] : people
      const member_ids = [...new Set(chosen.map(({ id }) => id))]
      const handle = await chat.conversations.create(
        isDirect ? { kind, member_ids } : { kind, title: title.trim(), member_ids },
      )
      forget()
      onCreated(handle.id)
    } catch (error) {
      setRefusal(describe(error))
      setBusy(false)
    }
  }

  return (
    <form className="layer-form" onSubmit={(event) => void create(event)} noValidate>
      <div className="layer-body">
        {kinds.length > 1 && <KindChoice kinds={kinds} kind={kind} onChange={changeKind} />}
        {!isDirect && (
          <label className="field">
            <span className="field-label">{t.name}</span>
            <input
              className="input"
              value={title}
              maxLength={LIMITS.title_chars}
              placeholder={t.nameHint[kind]}
              onChange={(event) => change({ title: event.target.value })}
            />
          </label>
        )}
        {assistant && (
          <div className="compose-assistant">
            <label>
              <input
                type="checkbox"
                checked={withAssistant}
                aria-describedby="compose-assistant"
                onChange={({ target }) => change({ assistant: target.checked ? 'yes' : 'no' })}
              />
              <span>{t.assistant(assistant.name)}</span>
            </label>
            <p id="compose-assistant" className="meta">
              {t.assistantHint}
            </p>
          </div>
        )}
        <PeoplePicker search={search} chosen={people} single={isDirect} onChange={setPeople} />
      </div>
      <footer className="layer-footer">
        <Alert as="span" className="meta layer-refusal">
          {refusal && (
            <>
              <WarningIcon />
              <span>{refusal}</span>
            </>
          )}
        </Alert>
        <button type="submit" className="button button-primary" aria-disabled={isBusy}>
          {isBusy ? t.creating : t.create}
        </button>
      </footer>
    </form>
  )
}

export const ComposeDialog = ({
  open,
  onClose,
  ...form
}: ComposeProps & { open: boolean; onClose(): void }) => (
  <Layer open={open} onClose={onClose} title={t.title}>
    <ComposeForm {...form} />
  </Layer>
)

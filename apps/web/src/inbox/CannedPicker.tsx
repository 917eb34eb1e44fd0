// Canned answers: chosen, filled in, and put into the composer of the thread. Sending is a press of its own.
import { fillCanned, LIMITS, type CannedAnswer, type CannedScope } from '@lectern/protocol'
import { useChat, useLoad, useOpenThread } from '@lectern/react'
import { say } from '@lectern/react/ui'
import { useCallback, useState, type FormEvent } from 'react'
import { navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { locale } from '../texts/texts.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { useTrouble } from '../ui/report.ts'
import type { ToolProps } from './InboxTools.tsx'
import { t } from './texts/texts.ts'

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })

const NewCanned = ({ item, me, desk, onMade }: ToolProps & { onMade(): void }) => {
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [scope, setScope] = useState<CannedScope>('own')
  const trouble = useTrouble()
  const scopes: CannedScope[] = ['own', 'conversation', ...(me.role === 'admin' ? (['school'] as const) : [])]
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (title.trim() === '' || text.trim() === '') return
    const place = scope === 'conversation' ? { conversation_id: item.conversation_id } : {}
    desk.putCanned({ scope, title, text, ...place }).then(() => {
      say(t.cannedSaved)
      onMade()
    }, trouble)
  }
  return (
    <form className="waiting-form" aria-label={t.newCanned} onSubmit={save}>
      <label className="field">
        <span className="field-label">{t.cannedTitle}</span>
        <input
          className="input"
          value={title}
          maxLength={LIMITS.canned_title_chars}
          onChange={({ target }) => setTitle(target.value)}
        />
      </label>
      <label className="field">
        <span className="field-label">{t.cannedText}</span>
        <textarea
          className="input"
          rows={3}
          value={text}
          maxLength={LIMITS.canned_text_chars}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="field-hint">{t.cannedVariables('{name}', '{course}', '{me}', '{date}')}</span>
      </label>
      <SelectField<CannedScope>
        label={t.cannedScope}
        value={scope}
        options={scopes.map((each) => [each, t.scopes[each]] as const)}
        onChange={setScope}
      />
      <button className="button" aria-disabled={title.trim() === '' || text.trim() === ''}>
        {t.saveCanned}
      </button>
    </form>
  )
}

const valuesFor = ({ item: { asker, title }, me: { name } }: ToolProps, date: string) => ({
  name: asker.name,
  me: name,
  date,
  ...(title !== undefined && { course: title }),
})

export const CannedPicker = (props: ToolProps) => {
  const { desk, item } = props
  const chat = useChat()
  const openThread = useOpenThread()
  const trouble = useTrouble()
  const [loaded, reload] = useLoad(
    useCallback(() => desk.canned(item.conversation_id), [desk, item.conversation_id]),
  )
  const [chosen, setChosen] = useState('')
  const [isMaking, setMaking] = useState(false)
  const answers = loaded.status === 'ready' ? loaded.value : []
  const answer = answers.find(({ id }) => id === chosen) ?? answers[0]
  const filled = answer && fillCanned(answer.text, valuesFor(props, day.format(chat.now())))
  const put = (text: string) => {
    chat.conversation(item.conversation_id).setDraft(text, item.message_id)
    openThread(item.conversation_id, item.message_id)
    navigate(conversationPath(item.conversation_id, item.message_id))
  }
  const remove = ({ id }: CannedAnswer) =>
    void desk.deleteCanned(id).then(() => {
      say(t.cannedDeleted)
      reload()
    }, trouble)
  return (
    <div className="waiting-tool" role="group" aria-label={t.canned}>
      {answer && filled !== undefined ? (
        <>
          <SelectField
            label={t.canned}
            value={answer.id}
            options={answers.map(
              ({ id, title, scope }) => [id, t.cannedOption(title, t.scopes[scope])] as const,
            )}
            onChange={setChosen}
          />
          <blockquote className="waiting-note" dir="auto">
            {filled}
          </blockquote>
          <div className="report-acts">
            <button type="button" className="button" onClick={() => put(filled)}>
              {t.putCanned}
            </button>
            {answer.mine && (
              <button type="button" className="button button-quiet" onClick={() => remove(answer)}>
                {t.deleteCanned}
              </button>
            )}
          </div>
        </>
      ) : (
        <h3>{t.canned}</h3>
      )}
      {isMaking ? (
        <NewCanned
          {...props}
          onMade={() => {
            setMaking(false)
            reload()
          }}
        />
      ) : (
        <button type="button" className="button button-quiet" onClick={() => setMaking(true)}>
          {t.newCanned}
        </button>
      )}
    </div>
  )
}

import { useConversations } from '@lectern/react'
import { useEffect, useId, useRef, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { SCHOOL } from './use-intake.ts'

const t = texts.library

interface IntakePlaceProps {
  files: readonly File[]
  onPlace(place: string): void
  onCancel(): void
}

/** Asks for the readers of the chosen files before anything is uploaded. */
export const IntakePlace = ({ files, onPlace, onCancel }: IntakePlaceProps) => {
  const titleId = useId()
  const conversations = useConversations((state) => state.items).filter(({ kind }) => kind !== 'direct')
  const [place, setPlace] = useState(conversations[0]?.id ?? SCHOOL)
  const field = useRef<HTMLSelectElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className="intake-place"
      aria-labelledby={titleId}
      onSubmit={(event) => {
        event.preventDefault()
        onPlace(place)
      }}
    >
      <strong id={titleId}>{t.forWhom(files.length)}</strong>
      <span className="meta" dir="auto">
        {files.map(({ name }) => name).join(', ')}
      </span>
      <label className="field">
        <span className="visually-hidden">{t.readers}</span>
        <select
          ref={field}
          className="input"
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        >
          {conversations.map(({ id, display_title }) => (
            <option key={id} value={id}>
              {t.membersOf(display_title)}
            </option>
          ))}
          <option value={SCHOOL}>{t.everybody}</option>
        </select>
      </label>
      <span className="intake-acts">
        <button type="submit" className="button button-primary">
          {t.upload}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {texts.cancel}
        </button>
      </span>
    </form>
  )
}

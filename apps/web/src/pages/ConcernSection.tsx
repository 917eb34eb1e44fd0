import { POLICY_CHOICES, LIMITS, type PatchPolicy, type Policy, type User } from '@lectern/protocol'
import { useId, useState } from 'react'
import { lateTexts } from './late-texts.ts'
import { SelectField } from '../ui/SelectField.tsx'

const t = lateTexts().concerns

interface ConcernSectionProps {
  policy: Policy
  staff: readonly User[]
  onChange(patch: PatchPolicy): void
}

/** What happens when somebody may come to harm: what the assistant says, and who is told. */
export const ConcernSection = ({ policy, staff, onChange }: ConcernSectionProps) => {
  const id = useId()
  const [words, setWords] = useState(policy.help_words)
  const contacts = staff.map(({ id: value, name }) => [value, name] as const)
  const known = policy.help_contact === '' || staff.some((one) => one.id === policy.help_contact)
  return (
    <section className="page-section">
      <h2>{t.title}</h2>
      <p className="field-hint">{t.hint}</p>
      <SelectField
        label={t.where}
        value={policy.concerns}
        options={POLICY_CHOICES.concerns.map((option) => [option, t.places[option]] as const)}
        onChange={(concerns) => onChange({ concerns })}
      />
      <SelectField
        label={t.contact}
        value={policy.help_contact}
        options={[
          ['', t.nobodyElse] as const,
          ...(known ? [] : [[policy.help_contact, t.unknownContact] as const]),
          ...contacts,
        ]}
        onChange={(help_contact) => onChange({ help_contact })}
      />
      <form
        className="field"
        onSubmit={(event) => {
          event.preventDefault()
          onChange({ help_words: words })
        }}
      >
        <label className="field-label" htmlFor={id}>
          {t.words}
        </label>
        <p className="field-hint" id={`${id}-hint`}>
          {t.wordsHint}
        </p>
        <textarea
          id={id}
          className="input"
          rows={5}
          dir="auto"
          maxLength={LIMITS.help_words_chars}
          aria-describedby={`${id}-hint`}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <button type="submit" className="button" disabled={words === policy.help_words}>
          {t.save}
        </button>
      </form>
    </section>
  )
}

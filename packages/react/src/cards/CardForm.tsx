import { useId, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import { StarIcon } from '../ui/icons.tsx'
import { useLabels } from '../context/texts-context.ts'
import { useTypedForm } from '../hooks/use-typed-form.ts'
import { inputOf, isFilled, type Field, type Values } from './fields.ts'
import { TooLong } from '../ui/TooLong.tsx'
import { wordFor } from './words.ts'

export interface CardFormProps {
  /** The type of the card: a field may have another label in it. */
  type: string
  fields: readonly Field[]
  /** Where the typed text is kept until it is sent: the card or dialog, and its form. */
  place: string
  form: string
  submit: string
  onSubmit: (input: Record<string, unknown>) => void
  onCancel: () => void
  /** Shown below the fields. */
  children?: ReactNode
}

/** A few fields and two buttons. Ctrl+Enter sends, Escape closes and leaves the text for the next time. */
export const CardForm = ({
  type,
  fields,
  place,
  form,
  submit,
  onSubmit,
  onCancel,
  children,
}: CardFormProps) => {
  const labels = useLabels()
  const { typed, change, forget } = useTypedForm(place, form)
  const values = { ...defaults(fields), ...typed }
  const isReady = isFilled(fields, values)
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (!isReady) return
    onSubmit(inputOf(fields, values))
    forget()
  }
  const cancel = () => {
    forget()
    onCancel()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') onCancel()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  }
  return (
    <form className="lectern-card-form" onSubmit={send} onKeyDown={onKeyDown}>
      {fields.map((field, at) => (
        <FormField
          key={field.name}
          type={type}
          field={field}
          value={values[field.name] ?? ''}
          autoFocus={at === 0}
          onChange={(value) => change({ [field.name]: value })}
        />
      ))}
      {children}
      <div className="lectern-card-buttons">
        <button type="submit" className="lectern-button lectern-primary" aria-disabled={!isReady}>
          {submit}
        </button>
        <button type="button" className="lectern-button" onClick={cancel}>
          {labels.cancel}
        </button>
      </div>
    </form>
  )
}

const defaults = (fields: readonly Field[]): Values =>
  Object.fromEntries(
    fields.flatMap((field) =>
      field.kind === 'choice' && field.required ? [[field.name, field.options[0] ?? '']] : [],
    ),
  )

interface FormFieldProps {
  type: string
  field: Field
  value: string
  onChange: (value: string) => void
  autoFocus: boolean
}

const FormField = ({ type, field, value, onChange, autoFocus }: FormFieldProps) => {
  const id = useId()
  const { cards: labels } = useLabels()
  const word = labels.fields[`${type}.${field.name}`] ?? wordFor(labels.fields, field.name)
  const name = field.required ? word : labels.optional(word)
  if (field.kind === 'number' && field.max === 5)
    return <Stars name={name} value={value} onChange={onChange} autoFocus={autoFocus} />
  const common = { id, value, autoFocus, dir: 'auto' as const, required: field.required }
  const take = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)
  return (
    <div className="lectern-card-field">
      <label htmlFor={id}>{name}</label>
      {field.kind === 'text' && (
        <textarea {...common} className="lectern-textarea" rows={3} onChange={take} />
      )}
      {field.kind === 'line' && <input {...common} className="lectern-input" onChange={take} />}
      {'max' in field && field.kind !== 'number' && <TooLong text={value} limit={field.max} />}
      {field.kind === 'number' && (
        <input
          {...common}
          className="lectern-input"
          type="number"
          min={field.min}
          max={field.max}
          onChange={take}
        />
      )}
      {field.kind === 'choice' && (
        <select {...common} className="lectern-input" onChange={take}>
          {!field.required && <option value="">–</option>}
          {field.options.map((option) => (
            <option key={option} value={option}>
              {wordFor(labels.choices, option)}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

/** One to five stars as radio buttons; arrows walk them. */
const Stars = ({
  name,
  value,
  onChange,
  autoFocus,
}: Omit<FormFieldProps, 'field' | 'type'> & { name: string }) => {
  const group = useId()
  const { cards: labels } = useLabels()
  return (
    <fieldset className="lectern-stars">
      <legend>{name}</legend>
      {[1, 2, 3, 4, 5].map((count) => (
        <label key={count} data-on={count <= Number(value) || undefined}>
          <input
            type="radio"
            name={group}
            autoFocus={autoFocus && count === 1}
            checked={Number(value) === count}
            aria-label={labels.stars(count)}
            onChange={() => onChange(String(count))}
          />
          <StarIcon size={24} />
        </label>
      ))}
    </fieldset>
  )
}

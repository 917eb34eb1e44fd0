import type { Session } from '@lectern/client'
import { LIMITS } from '@lectern/protocol'
import { Alert, WarningIcon } from '@lectern/react/ui'
import { useRef, useState, type ComponentProps, type FormEvent } from 'react'
import { texts } from '../texts/texts.ts'
import { PasswordInput } from '../ui/PasswordInput.tsx'
import { useToasts } from '../ui/toasts.ts'
import { missingIn, passwordRefusalOf, type PasswordField, type PasswordRefusal } from './password-refusal.ts'

const t = texts.settings

interface FieldProps extends Omit<ComponentProps<typeof PasswordInput>, 'id' | 'onChange'> {
  field: PasswordField
  label: string
  hint?: string
  refusal: PasswordRefusal | undefined
  onText(text: string): void
}

const Field = ({ field, label, hint, refusal, onText, ...input }: FieldProps) => {
  const id = `settings-${field}`
  const refused = refusal?.field === field ? refusal.text : undefined
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <PasswordInput
        {...input}
        id={id}
        name={field}
        onChange={(event) => onText(event.target.value)}
        aria-invalid={refused !== undefined}
        aria-describedby={`${id}-note`}
      />
      <div id={`${id}-note`}>
        {refused === undefined ? <p className="field-hint">{hint}</p> : <Refused text={refused} />}
      </div>
    </div>
  )
}

const Refused = ({ text }: { text: string }) => (
  <Alert as="div" className="refusal">
    <WarningIcon />
    <span>{text}</span>
  </Alert>
)

interface PasswordFieldsProps {
  session: Session
  onDone(): void
  onCancel?: () => void
}

/** `onCancel` is left out where nothing else can be done first. */
export const PasswordFields = ({ session, onDone, onCancel }: PasswordFieldsProps) => {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [endsOthers, setEndsOthers] = useState(true)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<PasswordRefusal>()
  const inputs = {
    current_password: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  }
  const toasts = useToasts()

  const refuse = (why: PasswordRefusal) => {
    setRefusal(why)
    if (why.field) inputs[why.field].current?.focus()
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    const missing = missingIn(current, next)
    if (missing) return refuse(missing)
    setBusy(true)
    setRefusal(undefined)
    try {
      await session.changePassword({ current_password: current, password: next, end_others: endsOthers })
      toasts.note(t.passwordChanged)
      onDone()
    } catch (error) {
      refuse(passwordRefusalOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="password-form" onSubmit={(event) => void save(event)} noValidate aria-busy={isBusy}>
      <Field
        field="current_password"
        label={t.currentPassword}
        ref={inputs.current_password}
        autoComplete="current-password"
        autoFocus
        value={current}
        onText={setCurrent}
        refusal={refusal}
      />
      <Field
        field="password"
        label={t.newPassword}
        hint={t.newPasswordHint(LIMITS.password_min_chars)}
        ref={inputs.password}
        autoComplete="new-password"
        value={next}
        onText={setNext}
        refusal={refusal}
      />
      {/* A password that is due ends all other devices. */}
      {onCancel && (
        <label className="choice">
          <input
            type="checkbox"
            checked={endsOthers}
            onChange={(event) => setEndsOthers(event.target.checked)}
          />
          <span>{t.endOthers}</span>
        </label>
      )}
      {refusal && !refusal.field && <Refused text={refusal.text} />}
      <div className="actions">
        <button type="submit" className="button button-primary" aria-disabled={isBusy}>
          {t.changePassword}
        </button>
        {onCancel && (
          <button type="button" className="button" onClick={onCancel}>
            {texts.cancel}
          </button>
        )}
      </div>
    </form>
  )
}

/** Asks for the current password and the new one. `onChanged` follows a change or a cancel. */
export const PasswordForm = ({ session, onChanged }: { session: Session; onChanged(): void }) => {
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    onChanged()
  }
  if (isOpen) return <PasswordFields session={session} onDone={close} onCancel={close} />
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t.changePassword}
      </button>
    </div>
  )
}

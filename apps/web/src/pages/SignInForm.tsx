import { ApiError, type Session } from '@lectern/client'
import { WarningIcon } from '@lectern/react/ui'
import { useLayoutEffect, useRef, useState, type FormEvent } from 'react'
import { texts } from '../texts/texts.ts'
import { describe, isUnreachable, requestIdOf } from '../ui/report.ts'
import { PasswordInput } from '../ui/PasswordInput.tsx'
import { deviceName } from './device-name.ts'
import { spokenMs } from './spoken-time.ts'

const t = texts.signIn

type Refusal = { field?: 'email' | 'password'; text: string; request_id?: string; locked_until?: number }

const refusalOf = (error: unknown): Refusal => {
  if (isUnreachable(error)) return { text: t.unreachable }
  if (!(error instanceof ApiError)) return { text: t.failed(describe(error)) }
  const { code, retry_after_ms = 30_000 } = error.problem
  if (code === 'unauthorized') return { field: 'password', text: t.wrong }
  if (code === 'rate_limited')
    return { text: t.locked(retry_after_ms), locked_until: performance.now() + retry_after_ms }
  return {
    text: t.failed(describe(error)),
    ...(requestIdOf(error) && { request_id: error.problem.request_id }),
  }
}

/** Milliseconds until then by the clock that nobody can set, counting down each second. */
const useCountdown = (until: number | undefined): number => {
  const [left, setLeft] = useState(0)
  // Before it is drawn: a live region must not say for a moment that it is over.
  useLayoutEffect(() => {
    if (until === undefined) return setLeft(0)
    const tick = () => setLeft(Math.max(0, until - performance.now()))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [until])
  return left
}

/** The words for a lock-out: seen each second; said at the beginning, at some steps, and when it is over. */
const lockWords = (leftMs: number): { seen: string; said: string } =>
  leftMs > 0
    ? { seen: t.locked(leftMs), said: t.locked(spokenMs(leftMs)) }
    : { seen: t.unlocked, said: t.unlocked }

/** `email` is fixed if a known person comes back. */
export const SignInForm = ({ session, email: knownEmail }: { session: Session; email?: string }) => {
  const [email, setEmail] = useState(knownEmail ?? '')
  const [password, setPassword] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const emailInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const lockedMs = useCountdown(refusal?.locked_until)
  const lock = refusal?.locked_until === undefined ? undefined : lockWords(lockedMs)

  const refuse = (next: Refusal) => {
    setRefusal(next)
    const input = next.field === 'email' ? emailInput.current : passwordInput.current
    input?.focus()
    if (next.field === 'password') input?.select()
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy || lockedMs > 0) return
    if (email.trim() === '') return refuse({ field: 'email', text: t.emailMissing })
    if (password === '') return refuse({ field: 'password', text: t.passwordMissing })
    setBusy(true)
    setRefusal(undefined)
    try {
      await session.signIn(email.trim(), password, deviceName(navigator.userAgent))
    } catch (error) {
      refuse(refusalOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)} noValidate aria-busy={isBusy}>
      <label className="field">
        <span className="field-label">{t.email}</span>
        <input
          ref={emailInput}
          className="input"
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={knownEmail === undefined}
          readOnly={knownEmail !== undefined}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          aria-invalid={refusal?.field === 'email'}
          aria-describedby="sign-in-refusal"
        />
      </label>
      <div className="field">
        <label className="field-label" htmlFor="sign-in-password">
          {t.password}
        </label>
        <PasswordInput
          ref={passwordInput}
          id="sign-in-password"
          autoComplete="current-password"
          autoFocus={knownEmail !== undefined}
          data-autofocus={knownEmail === undefined ? undefined : ''}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          aria-invalid={refusal?.field === 'password'}
          aria-describedby="sign-in-refusal"
        />
      </div>
      {/* Always present, so that nothing moves when it has a text. */}
      <div className="refusal" id="sign-in-refusal">
        {refusal && <WarningIcon />}
        <div role="alert" className={lock === undefined ? undefined : 'lectern-hidden'}>
          {refusal && <span>{lock?.said ?? refusal.text}</span>}
        </div>
        {lock && <span aria-hidden="true">{lock.seen}</span>}
      </div>
      <button
        type="submit"
        className="button button-primary button-large"
        disabled={lockedMs > 0}
        aria-disabled={isBusy}
      >
        {isBusy ? t.submitting : t.submit}
      </button>
      {refusal?.request_id && <p className="meta">{texts.trouble.requestId(refusal.request_id)}</p>}
    </form>
  )
}

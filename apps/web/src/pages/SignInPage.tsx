import type { Session, SessionState } from '@lectern/client'
import { texts } from '../texts/texts.ts'
import { ContinueButton } from './ContinueButton.tsx'
import { SignInForm } from './SignInForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'

const t = texts.signIn

/** What another tab of this browser did to the session of this one. */
const News = ({ session, state }: { session: Session; state: SessionState }) => {
  if (state.status !== 'signed_out') return undefined
  if (state.by)
    return (
      <div className="sign-in-news" role="status">
        <p>{t.other(state.by.name)}</p>
        <ContinueButton session={session} by={state.by} />
      </div>
    )
  if (state.reason !== 'elsewhere') return undefined
  return (
    <p className="sign-in-news" role="status">
      {t.elsewhere}
    </p>
  )
}

export const SignInPage = ({ session, state }: { session: Session; state: SessionState }) => (
  <SignInFrame title={t.title}>
    <p className="sign-in-subtitle">{t.subtitle}</p>
    <News session={session} state={state} />
    <SignInForm session={session} />
    <p className="meta">{t.forgotten}</p>
  </SignInFrame>
)

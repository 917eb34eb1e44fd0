import type { Session, SessionState } from '@lectern/client'
import { texts } from '../texts/texts.ts'
import { ContinueButton } from './ContinueButton.tsx'
import { SignInForm } from './SignInForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { useSaid } from '@lectern/react/ui'

const t = texts.signIn

/** What another tab of this browser did to the session of this one. */
const News = ({ session, state }: { session: Session; state: SessionState }) => {
  const { by, reason } = state.status === 'signed_out' ? state : {}
  const words = by ? t.other(by.name) : reason === 'elsewhere' ? t.elsewhere : undefined
  useSaid(words)
  if (words === undefined) return undefined
  if (by)
    return (
      <div className="sign-in-news">
        <p>{words}</p>
        <ContinueButton session={session} by={by} />
      </div>
    )
  return <p className="sign-in-news">{words}</p>
}

export const SignInPage = ({ session, state }: { session: Session; state: SessionState }) => (
  <SignInFrame title={t.title}>
    <p className="sign-in-subtitle">{t.subtitle}</p>
    <News session={session} state={state} />
    <SignInForm session={session} />
    <p className="meta">{t.forgotten}</p>
  </SignInFrame>
)

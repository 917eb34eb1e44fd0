import type { Session, SessionState } from '@lectern/client'
import { useState } from 'react'
import { texts } from '../texts/texts.ts'
import { ContinueButton } from './ContinueButton.tsx'
import { SignInForm } from './SignInForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'

const t = texts.replaced

interface ReplacedPageProps {
  session: Session
  state: Extract<SessionState, { status: 'replaced' }>
}

/** In place of a person's page, when another person has signed in in this browser. */
export const ReplacedPage = ({ session, state: { user, by } }: ReplacedPageProps) => {
  const [isAgain, setAgain] = useState(false)
  if (!by)
    return (
      <SignInFrame title={texts.again.title}>
        <p className="sign-in-subtitle">{t.gone}</p>
        <SignInForm session={session} email={user.email} />
        <button type="button" className="button button-quiet" onClick={() => void session.signOut()}>
          {texts.again.otherAccount}
        </button>
      </SignInFrame>
    )
  return (
    <SignInFrame title={t.title(by.name)}>
      <p className="sign-in-subtitle">{t.detail(user.name)}</p>
      <div className="sign-in-choices">
        <ContinueButton session={session} by={by} isPlain={isAgain} />
        {!isAgain && (
          <button type="button" className="button button-large" onClick={() => setAgain(true)}>
            {t.again}
          </button>
        )}
      </div>
      {isAgain && (
        <>
          <p className="meta">{t.againHint(user.name, by.name)}</p>
          <SignInForm session={session} email={user.email} />
        </>
      )}
    </SignInFrame>
  )
}

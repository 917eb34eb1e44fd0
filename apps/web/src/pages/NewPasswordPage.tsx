import type { Session } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { texts } from '../texts/texts.ts'
import { PasswordFields } from './PasswordForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'

const t = texts.newPassword

/** In place of everything else, for somebody who signed in with a password that others know. */
export const NewPasswordPage = ({ session, user }: { session: Session; user: Me }) => (
  <SignInFrame title={t.title}>
    <p className="sign-in-subtitle">
      <span>{`${t.account(user.name, user.email)} `}</span>
      <span>{t.why}</span>
    </p>
    {/* The session tells when it is done, and the page goes. */}
    <PasswordFields session={session} onDone={() => {}} />
    <button type="button" className="button button-quiet" onClick={() => void session.signOut()}>
      {texts.account.signOut}
    </button>
  </SignInFrame>
)

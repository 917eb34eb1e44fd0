import type { Chat } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useState } from 'react'
import { LazySignOutDialog } from '../panels/LazySignOutDialog.ts'
import { NOTHING, type SignOut } from '../panels/sign-out.ts'
import { texts } from '../texts/texts.ts'
import { PasswordFields } from './PasswordForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'

const t = texts.newPassword

/** Asks first if texts would be deleted: they are on the device, and not loaded yet. */
const useSignOutHere = (chat: Chat, user: Me): SignOut => {
  const [drafts, setDrafts] = useState(0)
  const confirm = () => void chat.session.signOut()
  return {
    unsent: drafts > 0 ? { ...NOTHING, drafts } : undefined,
    ask: () =>
      void chat.keptDrafts(user.id).then((count) => (count > 0 ? setDrafts(count) : confirm()), confirm),
    cancel: () => setDrafts(0),
    confirm,
  }
}

/** In place of everything else, for somebody who signed in with a password that others know. */
export const NewPasswordPage = ({ chat, user }: { chat: Chat; user: Me }) => {
  const { session } = chat
  const signOut = useSignOutHere(chat, user)
  return (
    <SignInFrame title={t.title}>
      <p className="sign-in-subtitle">
        <span>{`${t.account(user.name, user.email)} `}</span>
        <span>{t.why}</span>
      </p>
      {/* The session tells when it is done, and the page goes. */}
      <PasswordFields session={session} onDone={() => {}} />
      <button type="button" className="button button-quiet" onClick={signOut.ask}>
        {texts.account.signOut}
      </button>
      {signOut.unsent && <LazySignOutDialog {...signOut} />}
    </SignInFrame>
  )
}

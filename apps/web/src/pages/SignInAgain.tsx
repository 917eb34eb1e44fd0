import { Dialog } from '@base-ui/react/dialog'
import type { Session } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { texts } from '../texts/texts.ts'
import { useFirstFocus } from '../ui/ModalLayer.tsx'
import { SignInForm } from './SignInForm.tsx'

interface SignInAgainProps {
  session: Session
  user: Me
  reason: 'expired' | 'revoked'
  onLeave(): void
}

/** Lies over the page, which stays: drafts and unsent messages wait for the same person. */
export const SignInAgain = ({ session, user, reason, onLeave }: SignInAgainProps) => {
  const firstFocus = useFirstFocus()
  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={() => {}}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop backdrop-dense" />
        <Dialog.Popup {...firstFocus} className="layer layer-dialog layer-sign-in">
          <Dialog.Title className="layer-title">{texts.again.title}</Dialog.Title>
          <Dialog.Description className="layer-description">{texts.again[reason]}</Dialog.Description>
          <SignInForm session={session} email={user.email} />
          <button type="button" className="button button-quiet" onClick={onLeave}>
            {texts.again.otherAccount}
          </button>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

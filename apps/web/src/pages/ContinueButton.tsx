import type { Session } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { navigate } from '../navigation.ts'
import { texts } from '../texts/texts.ts'

interface ContinueButtonProps {
  session: Session
  by: Me
  /** Beside something that the person has chosen instead. */
  isPlain?: boolean
}

/** Makes this tab the tab of the person who is signed in in this browser. */
export const ContinueButton = ({ session, by, isPlain = false }: ContinueButtonProps) => {
  const go = () => {
    // The address is of the former person's conversation.
    navigate('/', { replace: true })
    void session.continueAsOther()
  }
  return (
    <button
      type="button"
      className={isPlain ? 'button button-large' : 'button button-primary button-large'}
      onClick={go}
    >
      {texts.replaced.goOn(by.name)}
    </button>
  )
}

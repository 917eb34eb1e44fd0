import type { Session } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { navigate } from '../navigation.ts'
import { texts } from '../texts/texts.ts'

/** Makes this tab the tab of the person who is signed in in this browser. */
export const ContinueButton = ({ session, by }: { session: Session; by: Me }) => {
  const go = () => {
    // The address is of the former person's conversation.
    navigate('/', { replace: true })
    void session.continueAsOther()
  }
  return (
    <button type="button" className="button button-primary button-large" onClick={go}>
      {texts.replaced.goOn(by.name)}
    </button>
  )
}

import type { InboxDesk, InboxState } from '@lectern/client/inbox'
import { useChat } from '@lectern/react'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'

/** What waits for staff, once its code is there. */
export const useInboxDesk = (): InboxDesk | undefined => {
  const { inbox } = useChat()
  const [desk, setDesk] = useState<InboxDesk>()
  useEffect(() => {
    let isCurrent = true
    import('@lectern/client/inbox').then(
      ({ openInbox }) => isCurrent && setDesk(openInbox(inbox)),
      // A page of another version may lack it; a later visit asks again.
      () => undefined,
    )
    return () => void (isCurrent = false)
  }, [inbox])
  return desk
}

/** A part of the list; undefined until it is there. Read when first needed. */
export const useInbox = <S>(select: (state: InboxState) => S): S | undefined => {
  const desk = useInboxDesk()
  useEffect(() => desk?.ensure(), [desk])
  const subscribe = useMemo(() => desk?.state.subscribe ?? (() => () => {}), [desk])
  const read = () => (desk ? select(desk.state.get()) : undefined)
  return useSyncExternalStore(subscribe, read, read)
}

const RENEW_MS = 5 * 60_000

/** Goes on with what one owns, in one conversation or all, while the page is looked at. */
export const useKeepClaims = (desk: InboxDesk | undefined, conversation_id?: string): void =>
  useEffect(() => {
    if (!desk) return undefined
    const renew = () => {
      if (document.visibilityState === 'visible') void desk.renew(conversation_id)
    }
    const timer = setInterval(renew, RENEW_MS)
    return () => clearInterval(timer)
  }, [desk, conversation_id])

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { NoticeDesk, NoticesState } from '@lectern/client'
import { useChat } from '../context/chat-context.ts'

/** The list of what concerns the person, once its code is there. */
export const useNoticeDesk = (): NoticeDesk | undefined => {
  const { notices } = useChat()
  const [desk, setDesk] = useState<NoticeDesk>()
  useEffect(() => {
    let isCurrent = true
    notices.open().then(
      (opened) => isCurrent && setDesk(opened),
      // A page of another version may lack it; a later visit asks again.
      () => undefined,
    )
    return () => void (isCurrent = false)
  }, [notices])
  return desk
}

/** A part of the list; undefined until it is there. Read when first needed. */
export const useNotices = <S>(select: (state: NoticesState) => S): S | undefined => {
  const desk = useNoticeDesk()
  useEffect(() => desk?.ensure(), [desk])
  const subscribe = useMemo(() => desk?.state.subscribe ?? (() => () => {}), [desk])
  const read = () => (desk ? select(desk.state.get()) : undefined)
  return useSyncExternalStore(subscribe, read, read)
}

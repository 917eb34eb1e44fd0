import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { OwnRefusal } from '@lectern/client'
import { useChat, useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useEvent } from '../../hooks/use-event.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { isGivenUp, reasonOf } from '../../labels/reason.ts'
import { Alert } from '../../ui/Alert.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import type { MenuLayer } from './ConversationMenu.tsx'
import { OWN_ACT } from './own-acts.ts'
import { LeavingNotice } from './SelectedBar.tsx'

const LazyConversationMenu = lazyPart(async () => (await import('./ConversationMenu.tsx')).ConversationMenu, {
  cancel:
    ({ onLayer }) =>
    () =>
      onLayer(),
})

interface Open {
  id: string
  layer: MenuLayer
}

export interface ListMenu {
  openFor: string | undefined
  toggle: (conversation_id: string, anchor: HTMLElement) => void
  open: Open | undefined
  anchor: RefObject<HTMLElement | null>
  onLayer: (layer?: MenuLayer) => void
  onFailure: (error: unknown) => void
  failure: string | undefined
}

/** The menu of one conversation of the list. Its code is loaded when it is first opened. */
export const useListMenu = (): ListMenu => {
  const labels = useLabels()
  const anchor = useRef<HTMLElement>(null)
  const [open, setOpen] = useState<Open>()
  const [failure, setFailure] = useState<string>()
  const toggle = useCallback((id: string, element: HTMLElement) => {
    anchor.current = element
    setFailure(undefined)
    setOpen((before) => (before?.id === id ? undefined : { id, layer: 'acts' }))
  }, [])
  const fail = (error: unknown) => {
    if (!isGivenUp(error)) setFailure(labels.notDone(reasonOf(error, labels)))
  }
  const { conversations } = useChat()
  const taken = useEvent(({ conversation_id, error }: OwnRefusal) => {
    const title = conversations.handle(conversation_id).summary.get()?.display_title
    const reason = reasonOf(error, labels)
    setFailure(title === undefined ? labels.notDone(reason) : labels.own.takenBack(title, reason))
  })
  useEffect(() => conversations.own.onRefused(taken), [conversations, taken])
  const onLayer = (layer?: MenuLayer) => setOpen(layer && open && { id: open.id, layer })
  return { openFor: open?.id, toggle, open, anchor, onLayer, onFailure: fail, failure }
}

/** The menu, the notice of what was done, and why something was not. */
export const MenuLayers = ({ menu }: { menu: ListMenu }) => {
  const { open, anchor, onLayer, onFailure, failure } = menu
  const { acts } = useChatEnvironment()
  const notice = useSnapshot(acts.labels).get(OWN_ACT)
  return (
    <>
      {open && (
        <LazyConversationMenu
          key={open.id}
          conversationId={open.id}
          anchor={anchor}
          layer={open.layer}
          onLayer={onLayer}
          onFailure={onFailure}
        />
      )}
      {notice !== undefined && (
        <LeavingNotice label={notice} onUndo={() => acts.undo(OWN_ACT)} hold={() => acts.hold(OWN_ACT)} />
      )}
      {failure !== undefined && <Alert className="lectern-selected">{failure}</Alert>}
    </>
  )
}

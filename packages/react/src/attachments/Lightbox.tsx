import { useEffect } from 'react'
import { useChatEnvironment, type LightboxState } from '../context/chat-context.ts'
import { useConversationHandle } from '../hooks/hooks.ts'
import { useSnapshot, useStore } from '../hooks/use-store.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { withoutDeleted } from './lightbox-images.ts'

/** Loaded when it is first shown. */
export const LazyLightboxDialog = lazyPart(
  async () => (await import('./LightboxDialog.tsx')).LightboxDialog,
  {
    cancel:
      ({ onShow }) =>
      () =>
        onShow(undefined),
  },
)

/** Shows images in full. It is part of the provider, so that it stays when the row of its message is not drawn. */
export const Lightbox = () => {
  const { lightbox } = useChatEnvironment()
  const state = useSnapshot(lightbox)
  if (state?.conversation_id === undefined)
    return state && <LazyLightboxDialog {...state} onShow={(next) => lightbox.set(next)} />
  return <Shown state={state} conversation_id={state.conversation_id} />
}

/** An image goes with its message. */
const Shown = ({ state, conversation_id }: { state: LightboxState; conversation_id: string }) => {
  const { lightbox } = useChatEnvironment()
  const { timeline } = useConversationHandle(conversation_id)
  const deleted = useStore(timeline, ({ rows }) =>
    rows.flatMap(({ id, message }) => (message.deleted_at ? [id] : [])).join(' '),
  )
  const left = withoutDeleted(state, new Set(deleted.split(' ')))
  useEffect(() => {
    if (left !== state) lightbox.set(left)
  }, [lightbox, left, state])
  return (
    left && (
      <LazyLightboxDialog {...left} onShow={(next) => lightbox.set(next && { ...next, conversation_id })} />
    )
  )
}

import { useChatEnvironment } from '../context/chat-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

/** Loaded when it is first shown. */
export const LazyLightboxDialog = lazyPart(async () => (await import('./LightboxDialog.tsx')).LightboxDialog)

/** Shows images in full. It is part of the provider, so that it stays when its message is gone. */
export const Lightbox = () => {
  const { lightbox } = useChatEnvironment()
  const state = useSnapshot(lightbox)
  return state && <LazyLightboxDialog {...state} onShow={(next) => lightbox.set(next)} />
}

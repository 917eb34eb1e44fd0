import { useMemo } from 'react'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

/** Loaded when it is first shown. */
export const LazyHelpDialog = lazyPart(async () => (await import('./HelpDialog.tsx')).HelpDialog)

/**
 * Opens and closes the overlay with the keys, which the provider renders; the same functions at each render.
 */
export const useKeyboardHelp = (): { open: () => void; toggle: () => void } => {
  const { help } = useChatEnvironment()
  return useMemo(() => ({ open: () => help.set(true), toggle: () => help.update((shown) => !shown) }), [help])
}

/** The overlay with the keys. It is part of the provider, so that a page has one. */
export const KeyboardHelp = () => {
  const { help } = useChatEnvironment()
  return useSnapshot(help) ? <LazyHelpDialog onClose={() => help.set(false)} /> : null
}

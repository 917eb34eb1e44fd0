import { lazyPart } from '../ui/lazy-part.tsx'

/** `EmojiPopover`, loaded when it first opens. */
export const LazyEmojiPopover = lazyPart(async () => (await import('./EmojiPopover.tsx')).EmojiPopover)

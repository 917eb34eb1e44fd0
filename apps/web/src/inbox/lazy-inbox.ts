// What only staff see is no part of the first visit.
import { lazyOverlay } from '../ui/lazy.ts'

export const InboxButton = lazyOverlay(async () => (await import('./InboxButton.tsx')).InboxButton)
export const KeepClaims = lazyOverlay(async () => (await import('./KeepClaims.tsx')).KeepClaims)

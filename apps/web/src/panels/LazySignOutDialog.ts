import { lazyOverlay } from '../ui/lazy.ts'

/** Loaded when somebody signs out who has something unsent. */
export const LazySignOutDialog = lazyOverlay(async () => (await import('./SignOutDialog.tsx')).SignOutDialog)

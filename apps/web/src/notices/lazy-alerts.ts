import { lazyOverlay } from '../ui/lazy.ts'

export const NoticeAlerts = lazyOverlay(async () => (await import('./NoticeAlerts.tsx')).NoticeAlerts)

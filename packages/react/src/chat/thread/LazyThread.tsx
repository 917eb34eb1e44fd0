import { lazyPart } from '../../ui/lazy-part.tsx'

export const LazyThread = lazyPart(async () => (await import('./Thread.tsx')).Thread)

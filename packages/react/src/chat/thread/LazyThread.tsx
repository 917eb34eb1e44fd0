import { lazyPart } from '../../ui/lazy-part.tsx'

export const LazyThreadPane = lazyPart(async () => (await import('./ThreadPane.tsx')).ThreadPane)

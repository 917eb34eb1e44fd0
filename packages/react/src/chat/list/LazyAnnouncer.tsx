import { lazyPart } from '../../ui/lazy-part.tsx'

/** Nothing is news at a first look, so it is loaded after that. A page that cannot load it looks the same. */
export const LazyAnnouncer = lazyPart(async () => (await import('./Announcer.tsx')).Announcer, {
  Failed: () => null,
})

// The dialogs that make cards, loaded when one first opens.
import { lazyPart } from '../ui/lazy-part.tsx'

export const LazyMakingCard = lazyPart(async () => (await import('./MakingCard.tsx')).MakingCard)
export const LazyNewDocumentDialog = lazyPart(
  async () => (await import('./NewDocumentDialog.tsx')).NewDocumentDialog,
)

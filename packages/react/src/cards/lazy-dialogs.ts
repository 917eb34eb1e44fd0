// The dialogs that make cards and reports, loaded when one first opens.
import { lazyPart } from '../ui/lazy-part.tsx'

export const LazyMakingCard = lazyPart(async () => (await import('./MakingCard.tsx')).MakingCard)
export const LazyNewDocumentDialog = lazyPart(
  async () => (await import('./NewDocumentDialog.tsx')).NewDocumentDialog,
)
export const LazyReportDialog = lazyPart(async () => (await import('./ReportDialog.tsx')).ReportDialog)

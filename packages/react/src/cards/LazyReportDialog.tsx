import { lazyPart } from '../ui/lazy-part.tsx'

export const LazyReportDialog = lazyPart(async () => (await import('./ReportDialog.tsx')).ReportDialog)

import { lazyPage } from '../ui/lazy.ts'
import { loadLateTexts } from './late-texts.ts'

export const SettingsPage = lazyPage(async () => {
  await loadLateTexts()
  return (await import('./SettingsPage.tsx')).SettingsPage
})
export const NoticesPage = lazyPage(async () => (await import('../notices/NoticesPage.tsx')).NoticesPage)
export const PlannedPage = lazyPage(async () => (await import('./PlannedPage.tsx')).PlannedPage)
export const InboxPage = lazyPage(async () => (await import('../inbox/InboxPage.tsx')).InboxPage)
export const SavedPage = lazyPage(async () => (await import('./SavedPage.tsx')).SavedPage)
export const SearchPage = lazyPage(async () => (await import('./SearchPage.tsx')).SearchPage)
export const ReportsPage = lazyPage(async () => (await import('./ReportsPage.tsx')).ReportsPage)
export const LibraryPage = lazyPage(async () => (await import('../library/LibraryPage.tsx')).LibraryPage)
export const DocumentPage = lazyPage(async () => (await import('../library/DocumentPage.tsx')).DocumentPage)
export const EditDocumentPage = lazyPage(
  async () => (await import('../library/EditDocumentPage.tsx')).EditDocumentPage,
)
export const NewDocumentPage = lazyPage(
  async () => (await import('../library/NewDocumentPage.tsx')).NewDocumentPage,
)

// Pages that the first visit does not need: each loads when first opened. The service worker caches them all.
import { lazy } from 'react'

export const SettingsPage = lazy(async () => ({ default: (await import('./SettingsPage.tsx')).SettingsPage }))
export const SavedPage = lazy(async () => ({ default: (await import('./SavedPage.tsx')).SavedPage }))
export const LibraryPage = lazy(async () => ({
  default: (await import('../library/LibraryPage.tsx')).LibraryPage,
}))
export const DocumentPage = lazy(async () => ({
  default: (await import('../library/DocumentPage.tsx')).DocumentPage,
}))
export const EditDocumentPage = lazy(async () => ({
  default: (await import('../library/EditDocumentPage.tsx')).EditDocumentPage,
}))
export const NewDocumentPage = lazy(async () => ({
  default: (await import('../library/NewDocumentPage.tsx')).NewDocumentPage,
}))

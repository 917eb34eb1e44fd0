import type { DocumentTarget } from '@lectern/react'
import { navigate } from '../navigation.ts'

export const currentPath = (): string => location.pathname + location.search

/** Beside the current page; the back button closes it. */
export const showDocument = (document: DocumentTarget): void => {
  const isOpen = history.state?.document !== undefined
  navigate(currentPath(), { layer: 'document', document, replace: isOpen })
}

import type { DocumentTarget } from '@lectern/react'
import { currentPath, navigate } from '../navigation.ts'

/** Beside the current page; the back button closes it. */
export const showDocument = (document: DocumentTarget): void => {
  const isOpen = history.state?.document !== undefined
  navigate(currentPath(), { layer: 'document', document, replace: isOpen })
}

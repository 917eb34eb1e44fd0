import type { DocumentTarget } from '@lectern/react'
import { setSideLayer } from './side-layer.ts'

/** Beside the current page; the back button closes it. */
export const showDocument = (document: DocumentTarget): void => setSideLayer({ document })

// What is open beside the conversation, or over it where there is no space. It belongs to the page, not to its address: Back
// closes it like any other layer (see BackLayers of the components). An open document is back after a reload, which leaves the
// browser at the entry of its layer.
import type { DocumentTarget } from '@lectern/react'
import { useSyncExternalStore } from 'react'

interface SideLayer {
  /** As a sheet; as a column they are a preference. */
  details: boolean
  /** Before the details, which come back when it closes. */
  document: DocumentTarget | undefined
}

const documentHere = (): DocumentTarget | undefined => history.state?.document

const listeners = new Set<() => void>()
let open: SideLayer = {
  details: false,
  document: history.state?.lectern_layers > 0 ? documentHere() : undefined,
}

/** The entry of the layer, which is about to be added, takes over what its page has. */
const remember = (document: DocumentTarget | undefined): void => {
  if (document !== documentHere()) history.replaceState({ ...history.state, document }, '')
}

// A button that closes it leads back to the entry of the page.
addEventListener('popstate', () => open.document === undefined && remember(undefined))

export const setSideLayer = (change: Partial<SideLayer>): void => {
  open = { ...open, ...change }
  remember(open.document)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSideLayer = (): SideLayer => useSyncExternalStore(subscribe, () => open)

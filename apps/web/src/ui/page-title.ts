// The title of a page that only the page itself knows, such as that of a document.
import { Cell } from '@lectern/client'
import { useSnapshot } from '@lectern/react'
import { useEffect } from 'react'

const shown = new Cell<string | undefined>(undefined)

/** As long as the page is there, the tab has this title. */
export const usePageTitle = (title: string | undefined): void => {
  useEffect(() => {
    shown.set(title)
    return () => shown.set(undefined)
  }, [title])
}

export const useShownTitle = (): string | undefined => useSnapshot(shown)

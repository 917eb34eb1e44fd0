import { usePreferences } from '../preferences.ts'
import { useWidth } from '../ui/media.ts'
import { setSideLayer, useSideLayer } from './side-layer.ts'

export interface Details {
  isOpen: boolean
  /** A column of the page, or else a sheet over it. */
  isColumn: boolean
  toggle(): void
}

/** Details are a column if there is space, else a sheet that the back button closes. */
export const useDetails = (): Details => {
  const { preferences, prefer } = usePreferences()
  const isColumn = useWidth() === 'wide'
  const { details } = useSideLayer()
  const isOpen = isColumn ? preferences.right_open : details
  const toggle = () => {
    if (isColumn) prefer({ right_open: !isOpen })
    else setSideLayer({ details: !isOpen })
  }
  return { isOpen, isColumn, toggle }
}

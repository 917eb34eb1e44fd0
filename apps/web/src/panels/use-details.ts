import { goBack, navigate, useLayer, useUrl } from '../navigation.ts'
import { usePreferences } from '../preferences.ts'
import { useWidth } from '../ui/media.ts'

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
  const url = useUrl()
  const layer = useLayer()
  const isOpen = isColumn ? preferences.right_open : layer === 'details'
  const toggle = () => {
    if (isColumn) prefer({ right_open: !isOpen })
    else if (isOpen) goBack(url)
    else navigate(url, { layer: 'details' })
  }
  return { isOpen, isColumn, toggle }
}

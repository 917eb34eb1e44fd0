import { useEffect } from 'react'
import { useHost } from '../context/host-context.ts'
import { backLayers } from '../core/back-layers.ts'
import { useEvent } from './use-event.ts'

/** While `isOpen`, the browser's Back closes the layer, if the host wants that. */
export const useBackCloses = (onClose: () => void, isOpen = true): void => {
  const { backCloses } = useHost()
  const close = useEvent(onClose)
  const applies = backCloses && isOpen
  useEffect(() => (applies ? backLayers().open(() => close()) : undefined), [applies, close])
}

import { useEffect, useEffectEvent } from 'react'
import { useHost } from '../context/host-context.ts'
import { backLayers } from '../core/back-layers.ts'

/** While `isOpen`, the browser's Back closes the layer, if the host wants that. */
export const useBackCloses = (onClose: () => void, isOpen = true): void => {
  const { backCloses } = useHost()
  const close = useEffectEvent(onClose)
  const applies = backCloses && isOpen
  useEffect(() => (applies ? backLayers().open(() => close()) : undefined), [applies])
}

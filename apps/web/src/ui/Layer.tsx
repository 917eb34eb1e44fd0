import { useState } from 'react'
import { lazyOverlay } from './lazy.ts'
import type { LayerProps } from './ModalLayer.tsx'

const ModalLayer = lazyOverlay(async () => (await import('./ModalLayer.tsx')).ModalLayer)

/**
 * A modal layer over the page. It loads when first opened; from then on it stays mounted, so that it can fade
 * out.
 */
export const Layer = (props: LayerProps) => {
  const [wasOpen, setWasOpen] = useState(props.open)
  if (props.open && !wasOpen) setWasOpen(true)
  return wasOpen && <ModalLayer {...props} />
}

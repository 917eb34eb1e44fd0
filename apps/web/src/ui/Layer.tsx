import { lazy, Suspense, useState } from 'react'
import type { LayerProps } from './ModalLayer.tsx'

const ModalLayer = lazy(async () => ({ default: (await import('./ModalLayer.tsx')).ModalLayer }))

/**
 * A modal layer over the page. It loads when first opened; from then on it stays mounted, so that it can fade
 * out.
 */
export const Layer = (props: LayerProps) => {
  const [wasOpen, setWasOpen] = useState(props.open)
  if (props.open && !wasOpen) setWasOpen(true)
  return (
    wasOpen && (
      <Suspense>
        <ModalLayer {...props} />
      </Suspense>
    )
  )
}

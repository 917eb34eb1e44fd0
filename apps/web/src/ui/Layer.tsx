import { lazy, Suspense, useState } from 'react'
import type { LayerProps } from './ModalLayer.tsx'

const ModalLayer = lazy(async () => ({ default: (await import('./ModalLayer.tsx')).ModalLayer }))

/** A modal layer over the page. Fetched when it first opens; from then on it stays, to fade out when it closes. */
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

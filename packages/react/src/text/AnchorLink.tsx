import { useContext, type MouseEvent, type ReactNode } from 'react'
import { AnchorsContext, idOf } from './anchors.ts'

/** A link to a heading of the same page. It scrolls there; the address of the app stays. */
export const AnchorLink = ({ name, children }: { name: string; children: ReactNode }) => {
  const anchors = useContext(AnchorsContext)
  if (!anchors?.names.has(name)) return <span>{children}</span>
  const id = idOf(anchors.prefix, name)
  const go = (event: MouseEvent) => {
    event.preventDefault()
    const heading = document.getElementById(id)
    heading?.scrollIntoView?.({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  return (
    <a href={`#${encodeURIComponent(id)}`} onClick={go}>
      {children}
    </a>
  )
}

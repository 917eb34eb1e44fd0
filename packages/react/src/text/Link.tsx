import type { MouseEvent, ReactNode } from 'react'
import type { Tokens } from 'marked'
import { useHost } from '../context/host-context.ts'
import { cutInTheMiddle, safeLink, withoutTurning } from './links.ts'

/** A link with its host; an address that must not be followed is shown as typed. */
export const Link = ({ link, children }: { link: Tokens.Link; children: ReactNode }) => {
  const { openHere } = useHost()
  const safe = safeLink(link.href, link.text)
  if (!safe) return link.raw
  const open = openHere?.(safe.href)
  return (
    <>
      <a href={safe.href} title={safe.href} {...(open ? openedBy(open) : ELSEWHERE)}>
        {link.text === link.href ? <Address address={withoutTurning(link.text)} /> : children}
      </a>
      {safe.host && <span className="lectern-link-host">{` (${safe.host})`}</span>}
    </>
  )
}

const ELSEWHERE = { target: '_blank', rel: 'noopener noreferrer nofollow ugc' }

/** With a modifier key the browser opens a tab or a window, as with every link. */
const openedBy = (open: () => void) => ({
  onClick: (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    open()
  },
})

/** A long address with its middle hidden; a copy has it in full. */
const Address = ({ address }: { address: string }) => {
  const cut = cutInTheMiddle(address)
  if (!cut) return address
  return (
    <>
      <span className="lectern-link-begin">{cut.begin}</span>
      <span className="lectern-link-middle">{cut.middle}</span>
      <span>{cut.end}</span>
    </>
  )
}

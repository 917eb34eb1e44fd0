import type { ComponentProps, MouseEvent } from 'react'
import { addressOf } from '../base-path.ts'
import { navigate } from '../navigation.ts'

/** A link inside the app; a click with a modifier or the middle button keeps its meaning. */
export const Link = ({ href, onClick, ...anchor }: ComponentProps<'a'> & { href: string }) => {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    navigate(href)
  }
  return <a {...anchor} href={addressOf(href)} onClick={follow} />
}

import { useEffect, useRef, type HTMLAttributes, type RefObject } from 'react'
import { sayOver } from '../core/announcements.ts'

export interface AlertProps extends HTMLAttributes<HTMLElement> {
  as?: 'p' | 'div' | 'span' | 'section'
}

/**
 * What is wrong, beside its cause. It is said when it comes or becomes another text, over a layer that hides it too. Whoever
 * shows the same text for another failure takes it away first.
 */
export const Alert = ({ as: Tag = 'p', ...props }: AlertProps) => {
  const element = useRef<HTMLElement>(null)
  const told = useRef('')
  useEffect(() => {
    const text = wordsOf(element.current)
    if (text !== told.current) sayOver(text, element.current)
    told.current = text
  })
  return <Tag ref={element as RefObject<never>} role="alert" {...props} />
}

/** Without the names of its buttons. */
const wordsOf = (element: HTMLElement | null): string => {
  if (!element) return ''
  const words = element.cloneNode(true) as HTMLElement
  for (const button of words.querySelectorAll('button')) button.remove()
  return (words.textContent ?? '').replaceAll(/[ \n\t]+/gu, ' ')
}

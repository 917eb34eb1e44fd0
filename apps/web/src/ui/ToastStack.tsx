import { CloseIcon, say, useHold, WarningIcon } from '@lectern/react/ui'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { texts } from '../texts/texts.ts'
import { TipButton } from './TipButton.tsx'
import { useToastList, useToasts } from './toasts.ts'

const ROOM = 8

/** Where somebody types at the foot of the page, the notes stand above that field: how far from the foot. */
const aboveTyping = (): string => {
  const field = document.activeElement?.closest<HTMLElement>('textarea, input, [contenteditable]')
  if (!field) return ''
  const { top, bottom } = (field.closest('form') ?? field).getBoundingClientRect()
  return bottom > innerHeight / 2 ? `${Math.max(0, innerHeight - top) + ROOM}px` : ''
}

export const ToastStack = () => {
  const toasts = useToasts()
  const list = useToastList()

  useEffect(() => {
    addEventListener('pagehide', toasts.settle)
    return () => removeEventListener('pagehide', toasts.settle)
  }, [toasts])

  const holds = useHold(toasts.hold)
  const told = useRef(0)
  useEffect(() => {
    for (const { id, text, action } of list) {
      if (id > told.current) say(action ? `${text}. ${action.label}` : text)
      told.current = Math.max(told.current, id)
    }
  }, [list])

  const stack = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (stack.current) stack.current.style.insetBlockEnd = aboveTyping()
  }, [list])

  // A landmark as long as it has something, so that its buttons are found from anywhere.
  const place = list.length > 0 && { role: 'region', 'aria-label': texts.notes }
  return (
    <div className="toasts" ref={stack} {...place} {...holds}>
      {list.map((toast) => (
        <div className={`toast toast-${toast.tone}`} key={toast.id}>
          {toast.tone === 'trouble' && <WarningIcon />}
          <span>{toast.text}</span>
          {toast.action && (
            <button type="button" className="button button-quiet" onClick={toast.action.run}>
              {toast.action.label}
            </button>
          )}
          <TipButton icon={<CloseIcon />} label={texts.close} onClick={() => toasts.dismiss(toast.id)} />
        </div>
      ))}
    </div>
  )
}

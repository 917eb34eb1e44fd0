import { CloseIcon, say, useHold, WarningIcon } from '@lectern/react/ui'
import { useEffect, useRef } from 'react'
import { texts } from '../texts/texts.ts'
import { TipButton } from './TipButton.tsx'
import { useToastList, useToasts } from './toasts.ts'

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

  return (
    <div className="toasts" {...holds}>
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

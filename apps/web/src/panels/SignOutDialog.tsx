import type { Chat } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useMemo, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { forgetPreferences } from '../preferences.ts'
import { Layer } from '../ui/Layer.tsx'

const t = texts.account

export interface SignOut {
  /** The number of unsent messages; undefined while the dialog is closed. */
  pending: number | undefined
  /** The same functions at each render. */
  ask: () => void
  cancel: () => void
  confirm: () => void
}

/**
 * Signing out deletes the data on this device. Unsent messages stay for their author, but are not sent, so this
 * asks first.
 */
export const useSignOut = (chat: Chat, user: Me): SignOut => {
  const [pending, setPending] = useState<number>()
  const acts = useMemo(() => {
    const confirm = () => {
      setPending(undefined)
      forgetPreferences(user.id)
      // Disconnect first, or the server's "session revoked" on the socket may arrive before its answer and look
      // like another person's act.
      chat.connection.disconnect()
      void chat.session.signOut()
    }
    const ask = () => {
      const waiting = chat.outbox.state.get().pending
      if (waiting > 0) setPending(waiting)
      else confirm()
    }
    return { ask, cancel: () => setPending(undefined), confirm }
  }, [chat, user.id])
  return { pending, ...acts }
}

export const SignOutDialog = ({ pending, cancel, confirm }: SignOut) => (
  <Layer open={pending !== undefined} onClose={cancel} title={t.signOutTitle}>
    <div className="layer-body">
      <p>{t.signOutPending(pending ?? 0)}</p>
    </div>
    <footer className="layer-footer">
      <button type="button" className="button button-danger" onClick={confirm}>
        {t.signOutAnyway}
      </button>
      <button type="button" className="button button-primary" onClick={cancel}>
        {t.stay}
      </button>
    </footer>
  </Layer>
)

import type { Chat } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useMemo, useState } from 'react'
import { forgetPreferences } from '../preferences.ts'

/** How much waits for the server: messages, also those that a refusal or the person holds back, and other changes. */
interface Unsent {
  messages: number
  changes: number
  /** Texts that were typed and neither sent nor saved, and files that are in no message. */
  drafts: number
  files: number
}

export const NOTHING: Unsent = { messages: 0, changes: 0, drafts: 0, files: 0 }

const countUnsent = (chat: Chat): Unsent => {
  const { pending, held, failed, changes } = chat.outbox.state.get()
  const loose = chat.attachments.state.get().filter((file) => !file.message_id && !file.document?.made)
  return { messages: pending + held + failed, changes, drafts: chat.drafts, files: loose.length }
}

export interface SignOut {
  /** What was not sent; undefined while the dialog is closed. */
  unsent: Unsent | undefined
  /** The same functions at each render. */
  ask: () => void
  cancel: () => void
  confirm: () => void
}

/**
 * Signing out deletes the data on this device, drafts and their files among them. Unsent messages and changes stay for
 * their author, but are not sent. So this asks first.
 */
export const useSignOut = (chat: Chat, user: Me): SignOut => {
  const [unsent, setUnsent] = useState<Unsent>()
  const acts = useMemo(() => {
    const confirm = () => {
      setUnsent(undefined)
      forgetPreferences(user.id)
      // Loaded late: the next person's page looks as well.
      void import('../notices/forget-push.ts').then(({ forgetPush }) => forgetPush()).catch(() => {})
      // Disconnect first, or the server's "session revoked" on the socket may arrive before its answer and look
      // like another person's act.
      chat.connection.disconnect()
      void chat.session.signOut()
    }
    const ask = () => {
      const waiting = countUnsent(chat)
      if (Object.values(waiting).some((count) => count > 0)) setUnsent(waiting)
      else confirm()
    }
    return { ask, cancel: () => setUnsent(undefined), confirm }
  }, [chat, user.id])
  return { unsent, ...acts }
}

import { useContext, useEffect } from 'react'
import type { ConnectionState } from '@lectern/client'
import { ChatContext } from '../context/chat-context.ts'
import { useEvent } from './use-event.ts'

const isUp = ({ status }: ConnectionState): boolean => status === 'live' || status === 'degraded'

/** Runs `act` each time the connection is back. Outside a provider there is none. */
export const useWhenBack = (act: () => void): void => {
  const state = useContext(ChatContext)?.chat.connection.state
  const run = useEvent(act)
  useEffect(() => {
    if (!state) return undefined
    let wasUp = isUp(state.get())
    return state.subscribe(() => {
      const isBack = !wasUp && isUp(state.get())
      wasUp = isUp(state.get())
      if (isBack) run()
    })
  }, [state, run])
}

import type { Chat, SessionState } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useSnapshot } from '@lectern/react'
import { useEffect, useState } from 'react'
import { lazyOverlay } from './ui/lazy.ts'
import { navigate, useRoute, useUrl } from './navigation.ts'
import { Restoring } from './pages/Restoring.tsx'
import { SignInPage } from './pages/SignInPage.tsx'
import { Workspace } from './pages/Workspace.tsx'
import { signInPath } from './routes.ts'
import { markSignedIn } from './signed-in-mark.ts'

const SignInAgain = lazyOverlay(async () => (await import('./pages/SignInAgain.tsx')).SignInAgain)

/** The user of this page; stays through an expired session until a sign-out or sign-in. */
const useOwner = (session: SessionState): Me | undefined => {
  const [owner, setOwner] = useState<Me>()
  const isOut = session.status === 'signed_out' && session.reason === undefined
  const next = session.status === 'signed_in' ? session.user : isOut ? undefined : owner
  if (next !== owner) setOwner(next)
  return next
}

/** Keeps the URL in step with the session: to the sign-in page with the target remembered, and back to it. */
const useGate = (isIn: boolean, isOut: boolean): void => {
  const url = useUrl()
  const route = useRoute()
  useEffect(() => {
    if (isOut && route.page !== 'sign_in') navigate(signInPath(url), { replace: true })
    if (isIn && route.page === 'sign_in') navigate(route.next, { replace: true })
  }, [isIn, isOut, route, url])
}

export const App = ({ chat, isReturning }: { chat: Chat; isReturning: boolean }) => {
  const { session } = chat
  const state = useSnapshot(session.state)
  const owner = useOwner(state)
  const isRestoring = state.status === 'restoring' && isReturning
  useGate(owner !== undefined, owner === undefined && !isRestoring)

  useEffect(() => {
    if (state.status !== 'restoring') markSignedIn(state.status === 'signed_in')
  }, [state.status])

  if (owner === undefined) return isRestoring ? <Restoring /> : <SignInPage session={session} />
  return (
    <>
      <Workspace key={owner.id} chat={chat} user={owner} />
      {state.status === 'signed_out' && state.reason && (
        <SignInAgain
          session={session}
          user={owner}
          reason={state.reason}
          onLeave={() => void session.signOut()}
        />
      )}
    </>
  )
}

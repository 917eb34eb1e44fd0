import type { Chat, SessionState } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useSnapshot } from '@lectern/react'
import { useEffect, useRef, useState } from 'react'
import { lazyOverlay, lazyPage } from './ui/lazy.ts'
import { navigate, useRoute, useUrl } from './navigation.ts'
import { Restoring } from './pages/Restoring.tsx'
import { SignInPage } from './pages/SignInPage.tsx'
import { Workspace } from './pages/Workspace.tsx'
import { signInPath } from './routes.ts'
import { markSignedIn, unmarkSignedIn } from './signed-in-mark.ts'

const SignInAgain = lazyOverlay(async () => (await import('./pages/SignInAgain.tsx')).SignInAgain)
const NewPasswordPage = lazyPage(async () => (await import('./pages/NewPasswordPage.tsx')).NewPasswordPage)
const ReplacedPage = lazyPage(async () => (await import('./pages/ReplacedPage.tsx')).ReplacedPage)

/** Why the person of a page is asked to sign in again while it stays; undefined otherwise. */
const againReasonOf = (session: SessionState): 'expired' | 'revoked' | undefined =>
  session.status === 'signed_out' && session.reason !== 'elsewhere' ? session.reason : undefined

/** The user of this page; stays through an expired session until a sign-out or sign-in. */
const useOwner = (session: SessionState): Me | undefined => {
  const [owner, setOwner] = useState<Me>()
  const isOut =
    session.status === 'replaced' ||
    session.status === 'password_due' ||
    (session.status === 'signed_out' && againReasonOf(session) === undefined)
  const next = session.status === 'signed_in' ? session.user : isOut ? undefined : owner
  if (next !== owner) setOwner(next)
  return next
}

/** Remembers for the next visit whether somebody is signed in in this browser. */
const useMark = (session: SessionState): void => {
  const last = useRef<string>(undefined)
  const isIn = session.status === 'signed_in' || session.status === 'password_due'
  const user_id = isIn ? session.user.id : undefined
  useEffect(() => {
    if (user_id !== undefined) markSignedIn((last.current = user_id))
    else if (session.status === 'signed_out') unmarkSignedIn(last.current)
  }, [session.status, user_id])
}

/** Whether to wait for the session of the last visit, or of the person who is signed in in another tab. */
const useRestoring = (session: SessionState, isReturning: boolean): boolean => {
  const [hasBegun, setBegun] = useState(isReturning)
  if (!hasBegun && session.status !== 'restoring') setBegun(true)
  return hasBegun && session.status === 'restoring'
}

/** Keeps the URL in step with the session: to the sign-in page with the target remembered, and back to it. */
const useGate = (isIn: boolean, isOut: boolean): void => {
  const url = useUrl()
  const route = useRoute()
  const hadOwner = useRef(false)
  useEffect(() => {
    if (isIn) hadOwner.current = true
    // Whoever signs in next may not know the conversation of the one who left.
    if (isOut && route.page !== 'sign_in')
      navigate(signInPath(hadOwner.current ? '/' : url), { replace: true })
    if (isIn && route.page === 'sign_in') navigate(route.next, { replace: true })
  }, [isIn, isOut, route, url])
}

export const App = ({ chat, isReturning }: { chat: Chat; isReturning: boolean }) => {
  const { session } = chat
  const state = useSnapshot(session.state)
  const owner = useOwner(state)
  const isRestoring = useRestoring(state, isReturning)
  const isReplaced = state.status === 'replaced'
  const againReason = againReasonOf(state)
  const isDue = state.status === 'password_due'
  useGate(owner !== undefined, owner === undefined && !isRestoring && !isReplaced && !isDue)
  useMark(state)

  if (isReplaced) return <ReplacedPage session={session} state={state} />
  if (isDue) return <NewPasswordPage chat={chat} user={state.user} />
  if (owner === undefined) return isRestoring ? <Restoring /> : <SignInPage session={session} state={state} />
  return (
    <>
      <Workspace key={owner.id} chat={chat} user={owner} />
      {againReason && (
        <SignInAgain
          session={session}
          user={owner}
          reason={againReason}
          onLeave={() => void session.signOut()}
        />
      )}
    </>
  )
}

// The states of a session, and how the news of other tabs change them. A tab keeps its person: what another tab did with
// the cookie that they share may end its session, and never makes it another person's.
import type { Me } from '@lectern/protocol'

/**
 * Why the session of a tab ended. `expired` and `revoked`: its person may come back, and everything unsent waits for
 * them. `elsewhere`: they signed out in another tab, which removed their data from the device.
 */
export type EndReason = 'expired' | 'revoked' | 'elsewhere'

export type SessionState =
  | { status: 'restoring' }
  /** `by`: the person who is signed in in another tab of this browser. */
  | { status: 'signed_out'; reason?: EndReason; by?: Me }
  | { status: 'signed_in'; user: Me }
  /** Signed in, and nothing is open to them before they have chosen a new password: see `Session.changePassword`. */
  | { status: 'password_due'; user: Me }
  /**
   * Another person signed in in this browser: `by`; undefined after that one has signed out. The drafts and unsent
   * messages of `user` stay on the device.
   */
  | { status: 'replaced'; user: Me; by: Me | undefined }

/** Of somebody who is signed in. */
export const stateOf = (user: Me): SessionState & { user: Me } => ({
  status: user.password_due ? 'password_due' : 'signed_in',
  user,
})

export const isIn = (state: SessionState): state is SessionState & { status: 'signed_in' | 'password_due' } =>
  state.status === 'signed_in' || state.status === 'password_due'

/** The state in which `user` is signed in, unless it is that already. */
export const admitted = (state: SessionState, user: Me): SessionState | undefined => {
  const next = stateOf(user)
  const isSame = isIn(state) && state.status === next.status && state.user.id === user.id
  return isSame && state.user.name === user.name ? undefined : next
}

/** The person who must choose a new password, when they have. */
export const withoutDue = (state: SessionState): Me | undefined => {
  if (state.status !== 'password_due') return undefined
  const { password_due: _done, ...user } = state.user
  return user
}

/** The session of `person` in this tab, when `by` has signed in in another one. `resume`: it is the same person. */
export const afterSignIn = (
  state: SessionState,
  person: Me | undefined,
  by: Me,
): SessionState | 'resume' | undefined => {
  if (state.status === 'signed_in' && state.user.id === by.id) return undefined
  if (!person) return { status: 'signed_out', by }
  return person.id === by.id ? 'resume' : { status: 'replaced', user: person, by }
}

/** The session of `person` in this tab, when the session of `user_id` has ended in another one. */
export const afterSignOut = (
  state: SessionState,
  person: Me | undefined,
  { user_id, reason }: { user_id: string; reason?: 'revoked' | undefined },
): SessionState | undefined => {
  if ('by' in state && state.by?.id === user_id) return withoutOther(state)
  if (person?.id !== user_id) return undefined
  if (reason === undefined) return { status: 'signed_out', reason: 'elsewhere' }
  return isIn(state) ? { status: 'signed_out', reason } : undefined
}

const withoutOther = (state: SessionState): SessionState => {
  if (state.status === 'replaced') return { ...state, by: undefined }
  const { by: _gone, ...rest } = state as SessionState & { status: 'signed_out' }
  return rest
}

// The URL names what is on screen, so that a reload or a shared link lands there.
export type Route =
  | { page: 'home' }
  | { page: 'sign_in'; next: string }
  | { page: 'conversation'; conversation_id: string; message_id?: string }
  | { page: 'settings' }
  | { page: 'not_found' }

const CONVERSATION = /^\/c\/([0-9a-f-]{36})(?:\/m\/([0-9a-f-]{36}))?$/

/** Only a path of this site: an outside address in a link must not be where a sign-in ends. */
const localPath = (path: string | null): string =>
  path !== null && /^\/(?![/\\])/.test(path) && !path.startsWith('/signin') ? path : '/'

export const parseRoute = (url: string): Route => {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const path = pathname === '/' ? pathname : pathname.replace(/\/$/, '')
  if (path === '/') return { page: 'home' }
  if (path === '/signin') return { page: 'sign_in', next: localPath(searchParams.get('next')) }
  if (path === '/settings') return { page: 'settings' }
  const [, conversation_id, message_id] = CONVERSATION.exec(path) ?? []
  if (conversation_id === undefined) return { page: 'not_found' }
  return message_id === undefined
    ? { page: 'conversation', conversation_id }
    : { page: 'conversation', conversation_id, message_id }
}

export const conversationPath = (conversation_id: string, message_id?: string): string =>
  message_id === undefined ? `/c/${conversation_id}` : `/c/${conversation_id}/m/${message_id}`

export const signInPath = (next: string): string =>
  localPath(next) === '/' ? '/signin' : `/signin?next=${encodeURIComponent(next)}`

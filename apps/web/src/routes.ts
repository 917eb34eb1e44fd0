// The URL names the visible page, so that a reload or a shared link opens it.
import type { DocumentTarget, MessageSearchWish } from '@lectern/react'

/**
 * The listed documents: of all places, of the whole school, or of one conversation; of all collections or one.
 */
export interface LibraryFilter {
  q?: string
  place?: 'school' | (string & {})
  /** Empty: documents without a collection. */
  collection?: string
  withdrawn?: boolean
}

export type Route =
  | { page: 'home' }
  | { page: 'sign_in'; next: string }
  | { page: 'conversation'; conversation_id: string; message_id?: string }
  | { page: 'settings' }
  | { page: 'library'; filter: LibraryFilter }
  | { page: 'document'; target: DocumentTarget }
  | { page: 'edit_document'; document_id: string }
  | { page: 'new_document'; filter: LibraryFilter }
  | { page: 'notices' }
  | { page: 'planned' }
  | { page: 'saved' }
  | { page: 'search'; wish: MessageSearchWish }
  | { page: 'reports' }
  | { page: 'inbox' }
  | { page: 'not_found' }

const CONVERSATION = /^\/c\/([0-9a-f-]{36})(?:\/m\/([0-9a-f-]{36}))?$/

const DOCUMENT = /^\/library\/([0-9a-f-]{36})(\/edit)?$/

/** Only a path of this site: a link must not make a sign-in end at another site. */
const localPath = (path: string | null): string =>
  path !== null && /^\/(?![/\\])/.test(path) && !path.startsWith('/signin') ? path : '/'

/** `url` begins with its path. Two slashes at its beginning are no other host. */
export const parseRoute = (url: string): Route => {
  const { pathname, searchParams } = new URL(`http://localhost${url}`)
  const path = pathname === '/' ? pathname : pathname.replace(/\/$/, '')
  if (path === '/') return { page: 'home' }
  if (path === '/signin') return { page: 'sign_in', next: localPath(searchParams.get('next')) }
  if (path === '/settings') return { page: 'settings' }
  if (path === '/library') return { page: 'library', filter: readFilter(searchParams) }
  if (path === '/library/new') return { page: 'new_document', filter: readFilter(searchParams) }
  const [, document_id, isEdit] = DOCUMENT.exec(path) ?? []
  if (document_id !== undefined)
    return isEdit ? { page: 'edit_document', document_id } : readDocument(document_id, searchParams)
  if (path === '/my/search') return { page: 'search', wish: readWish(searchParams) }
  if (path === '/my/notices') return { page: 'notices' }
  if (path === '/my/planned') return { page: 'planned' }
  if (path === '/my/saved') return { page: 'saved' }
  if (path === '/my/reports') return { page: 'reports' }
  if (path === '/my/inbox') return { page: 'inbox' }
  const [, conversation_id, message_id] = CONVERSATION.exec(path) ?? []
  if (conversation_id === undefined) return { page: 'not_found' }
  return message_id === undefined
    ? { page: 'conversation', conversation_id }
    : { page: 'conversation', conversation_id, message_id }
}

export const conversationPath = (conversation_id: string, message_id?: string): string =>
  message_id === undefined ? `/c/${conversation_id}` : `/c/${conversation_id}/m/${message_id}`

const readFilter = (params: URLSearchParams): LibraryFilter => {
  const [q, place, collection] = [params.get('q'), params.get('in'), params.get('collection')]
  return {
    ...(q && { q }),
    ...(place && { place }),
    ...(collection !== null && { collection }),
    ...(params.has('withdrawn') && { withdrawn: true }),
  }
}

const IN_WISH = ['in', 'from', 'before', 'after', 'has', 'is', 'order'] as const

/** What the server does not know it refuses, in words. */
const readWish = (params: URLSearchParams): MessageSearchWish => {
  const filters = IN_WISH.flatMap((name) => {
    const value = params.get(name)
    return value ? [[name, value] as const] : []
  })
  return { q: params.get('q') ?? '', ...(Object.fromEntries(filters) as Omit<MessageSearchWish, 'q'>) }
}

const readDocument = (document_id: string, params: URLSearchParams): Route => {
  const version = Number(params.get('version'))
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(params.get('at') ?? '') ?? []
  const span = start !== undefined &&
    end !== undefined && { span: { start: Number(start), end: Number(end) } }
  const target = { document_id, ...(version > 0 && { version }), ...span }
  return { page: 'document', target }
}

const withParams = (path: string, params: Record<string, string | undefined>): string => {
  const known = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return known.length === 0 ? path : `${path}?${new URLSearchParams(known)}`
}

export const libraryPath = ({ q, place, collection, withdrawn }: LibraryFilter = {}): string =>
  withParams('/library', { q: q || undefined, in: place, collection, withdrawn: withdrawn ? '1' : undefined })

export const searchPath = ({ q, ...filters }: MessageSearchWish): string =>
  withParams('/my/search', { q: q || undefined, ...filters })

export const newDocumentPath = ({ place, collection }: LibraryFilter = {}): string =>
  withParams('/library/new', { in: place, collection })

export const documentPath = ({ document_id, version, span }: DocumentTarget): string =>
  withParams(`/library/${document_id}`, {
    version: version === undefined ? undefined : String(version),
    at: span && `${span.start}-${span.end}`,
  })

export const editDocumentPath = (document_id: string): string => `/library/${document_id}/edit`

export const signInPath = (next: string): string =>
  localPath(next) === '/' ? '/signin' : `/signin?next=${encodeURIComponent(next)}`

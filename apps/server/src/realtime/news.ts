import { isStaff, type NewsFrame } from '@lectern/protocol'
import type { Events } from '../features/context.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

/** To all devices of the person: the one that made the change knows it already, and reads it again. */
export const relayOwn = (hub: Hub, { user_id, of }: Events['own_changed']): void =>
  tell(hub.ofUser(user_id), of)

/** To those who may deal with it: administrators, staff of the conversation whom it is not about, and the contact. */
export const relayReports = (
  hub: Hub,
  { user_id, conversation_id, contact_id }: Events['reports_changed'],
): void => {
  const here = conversation_id === null ? undefined : hub.listeners(conversation_id)
  const mayRead = (connection: Connection) => {
    const { viewer } = connection
    if (viewer?.role === 'admin') return true
    if (viewer?.role !== 'instructor' || viewer.user_id === user_id) return false
    return viewer.user_id === contact_id || here?.has(connection) === true
  }
  tell([...hub.connections].filter(mayRead), 'reports')
}

/** To the staff who may see it: nobody else is told that there is something. */
export const relayInbox = (hub: Hub, { conversation_id, user_id }: Events['inbox_changed']): void => {
  const concerned = user_id === undefined ? hub.listeners(conversation_id) : hub.ofUser(user_id)
  tell(
    [...concerned].filter(({ viewer }) => viewer && isStaff(viewer.role)),
    'inbox',
  )
}

const tell = (connections: Iterable<Connection>, of: NewsFrame['of']): void => {
  const frame = new Frame({ type: 'news', of })
  for (const connection of connections) connection.offer(frame)
}

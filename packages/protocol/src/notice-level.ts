import * as z from 'zod/mini'

/** Of which messages a person hears: of all, of those that name or answer them (and, as staff, of questions), of none. */
export const NoticeLevel = z.enum(['all', 'mentions', 'nothing'])
export type NoticeLevel = z.infer<typeof NoticeLevel>

/** Where a person set nothing, by the kind of conversation. */
export const HOUSE_LEVELS = { direct: 'all', group: 'all', course: 'mentions' } as const

import { isolate } from '@lectern/texts'
import type { Role } from '@lectern/protocol'
import type { Labels } from './labels.ts'

/** A name where no picture can stand beside it, as in a choice. */
export const nameAndRole = (name: string, role: Role | undefined, labels: Pick<Labels, 'role'>): string =>
  role === undefined || role === 'student' ? isolate(name) : `${isolate(name)} (${labels.role[role]})`

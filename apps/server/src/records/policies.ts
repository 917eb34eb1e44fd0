// The settings of who may start what with whom, read where they are needed, so that a change counts at once.
import type { Kysely } from 'kysely'
import { DEFAULT_POLICY, PatchPolicy, type Policy } from '@lectern/protocol'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

// All rows: there are a few at most.
const all = selection<{ name: string; value: string }>('SELECT name, value FROM policies')

/** A stored value that this version does not know counts as the default. */
export const readPolicy = async (query: Query): Promise<Policy> => {
  const policy = { ...DEFAULT_POLICY }
  for (const { name, value } of await all(query, [])) {
    const known = PatchPolicy.safeParse({ [name]: value })
    if (known.success) Object.assign(policy, known.data)
  }
  return policy
}

const put = mutation(
  'INSERT INTO policies (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
)

export const putPolicy = async (query: Query, name: string, value: string): Promise<void> =>
  void (await put(query, [name, value]))

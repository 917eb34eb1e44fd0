import type { Kysely, Selectable } from 'kysely'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>
export type SettingsRecord = Omit<Selectable<Tables['notice_settings']>, 'user_id'>

// By primary key.
const find = selection<SettingsRecord>(
  'SELECT level_direct, level_group, level_course, quiet FROM notice_settings WHERE user_id = ?',
)

const AS_THE_HOUSE: SettingsRecord = {
  level_direct: null,
  level_group: null,
  level_course: null,
  quiet: null,
}

export const findSettings = async (query: Query, user_id: string): Promise<SettingsRecord> =>
  (await find(query, [user_id]))[0] ?? AS_THE_HOUSE

const put = mutation(`
  INSERT INTO notice_settings (user_id, level_direct, level_group, level_course, quiet) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (user_id) DO UPDATE SET level_direct = excluded.level_direct, level_group = excluded.level_group,
    level_course = excluded.level_course, quiet = excluded.quiet`)

export const putSettings = async (
  query: Query,
  user_id: string,
  { level_direct, level_group, level_course, quiet }: SettingsRecord,
): Promise<void> => void (await put(query, [user_id, level_direct, level_group, level_course, quiet]))

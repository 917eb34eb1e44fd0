// What a person hears of, where they set nothing for the conversation itself, and when it is quiet.
import {
  HOUSE_LEVELS,
  type NoticeLevel,
  type NoticeSettings,
  type PatchNoticeSettings,
  type QuietHours,
} from '@lectern/protocol'
import { requireTimeZone } from '../../platform/wall-clock.ts'
import { lockCounts } from '../../records/counts-lock.ts'
import type { Context, Viewer } from '../context.ts'
import { findSettings, putSettings, type SettingsRecord } from './settings-rows.ts'

const toSettings = (record: SettingsRecord): NoticeSettings => ({
  direct: record.level_direct ?? HOUSE_LEVELS.direct,
  group: record.level_group ?? HOUSE_LEVELS.group,
  course: record.level_course ?? HOUSE_LEVELS.course,
  ...(record.quiet !== null && { quiet: JSON.parse(record.quiet) as QuietHours }),
})

export const getNoticeSettings = async ({ db }: Context, { user_id }: Viewer): Promise<NoticeSettings> =>
  toSettings(await findSettings(db.read, user_id))

/** An omitted field stays. */
export const patchNoticeSettings = async (
  { db }: Context,
  { user_id }: Viewer,
  { direct, group, course, quiet }: PatchNoticeSettings,
): Promise<NoticeSettings> => {
  if (quiet) requireTimeZone(quiet.time_zone, 'quiet.time_zone')
  return db.write(async ({ query }) => {
    // Two devices may change different fields at once.
    await lockCounts(query, user_id)
    const stored = await findSettings(query, user_id)
    const kept = (wanted: NoticeLevel | null | undefined, before: NoticeLevel | null) =>
      wanted === undefined ? before : wanted
    const record: SettingsRecord = {
      level_direct: kept(direct, stored.level_direct),
      level_group: kept(group, stored.level_group),
      level_course: kept(course, stored.level_course),
      quiet: quiet === undefined ? stored.quiet : quiet === null ? null : JSON.stringify(quiet),
    }
    await putSettings(query, user_id, record)
    return toSettings(record)
  })
}

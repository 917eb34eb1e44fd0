import type { ConversationHandle, ConversationSummary } from '@lectern/client'
import type { PatchOwnSettings } from '@lectern/protocol'
import type { UndoableActs } from '../../core/undoable.ts'
import type { Labels } from '../../labels/labels.ts'

/** The id under which the last of these acts can be undone. */
export const OWN_ACT = 'own settings'

export type OwnAct = keyof Labels['own']['done']

interface Acting {
  acts: UndoableActs
  labels: Labels
  handle: ConversationHandle
  summary: ConversationSummary
  onFailure: (error: unknown) => void
}

/** Done at once, here and on the person's other devices, and for some seconds undone by one press. */
export const actOnOwn = (
  { acts, labels, handle, summary, onFailure }: Acting,
  act: OwnAct,
  patch: PatchOwnSettings,
): void => {
  const label = labels.own.done[act](summary.display_title)
  const before = undoing(summary, patch)
  let isRefused = false
  handle.setOwn(patch).catch((error: unknown) => {
    isRefused = true
    // It is taken back already.
    if (acts.labels.get().get(OWN_ACT) === label) acts.undo(OWN_ACT)
    onFailure(error)
  })
  const undo = () => void handle.setOwn(before).catch(onFailure)
  acts.begin(OWN_ACT, { label, run: () => {}, onUndo: () => isRefused || undo() })
}

/** What brings back the fields that the patch changes. */
const undoing = ({ own }: ConversationSummary, patch: PatchOwnSettings): PatchOwnSettings => ({
  ...(patch.pinned !== undefined && { pinned: own?.pinned_at !== undefined }),
  ...(patch.muted_until !== undefined && { muted_until: own?.muted_until ?? null }),
  ...(patch.archived_seq !== undefined && { archived_seq: own?.archived_seq ?? null }),
  ...(patch.level !== undefined && { level: own?.level ?? null }),
  ...(patch.unread_from !== undefined && { unread_from: own?.unread_from ?? null }),
})

const HOUR_MS = 3_600_000

/** For how long one can mute; 0 is for ever. */
export const MUTE_SPANS = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  ever: 0,
} as const
export type MuteSpan = keyof typeof MUTE_SPANS

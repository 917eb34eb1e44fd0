import { useEffect, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { useLabels } from '../../context/texts-context.ts'
import { say } from '../../core/announcements.ts'
import { useLive } from '../../hooks/use-store.ts'
import { reasonOf } from '../../labels/reason.ts'
import { BellIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

export interface FollowThreadProps {
  handle: ConversationHandle
  message_id: string
  /** Whoever has written in it follows it, unless they said otherwise. */
  wrote: boolean
  onFailure: (reason: string | undefined) => void
}

/** Whether one hears of replies, also without having written one. */
export const FollowThread = ({ handle, message_id, wrote, onFailure }: FollowThreadProps) => {
  const labels = useLabels()
  const [follows, setFollows] = useState<boolean>()
  // Another device may have said so.
  const changed = useLive(handle.summary, (summary) => summary?.own?.changed_seq ?? 0)
  useEffect(() => {
    let isAsked = true
    // Without a server the button stays as it is.
    handle.threads.follows(message_id).then(
      (answer) => isAsked && setFollows(answer),
      () => {},
    )
    return () => {
      isAsked = false
    }
  }, [handle, message_id, changed, wrote])
  if (follows === undefined) return null
  const toggle = async () => {
    onFailure(undefined)
    setFollows(!follows)
    try {
      await handle.threads.mark(message_id, { follows: !follows })
      say(follows ? labels.threads.noLongerFollowed : labels.threads.nowFollowed)
    } catch (caught) {
      setFollows(follows)
      onFailure(labels.notDone(reasonOf(caught, labels)))
    }
  }
  return (
    <IconButton
      className="lectern-follow-thread"
      aria-pressed={follows}
      label={labels.threads.followThis}
      title={follows ? labels.threads.following : labels.threads.notFollowing}
      icon={<BellIcon size={18} />}
      onClick={() => void toggle()}
    />
  )
}

import { useEffect } from 'react'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import type { EmojiState } from '../core/emoji/emoji-library.ts'
import type { EmojiHabits } from '../core/emoji/emoji-memory.ts'

/** All emoji; loading begins when `wanted`. */
export const useEmoji = (wanted = true): EmojiState & EmojiHabits => {
  const { emoji } = useChatEnvironment()
  useEffect(() => {
    if (wanted) void emoji.library.load()
  }, [emoji, wanted])
  return { ...useSnapshot(emoji.library.state), ...useSnapshot(emoji.memory.habits) }
}

import type { PresenceState, Role } from '@lectern/protocol'
import { AssistantIcon } from './icons.tsx'

const HUES = 8

/** The same person has the same tint everywhere; the eight tints are in ui.css. */
const tintOf = (id: string): number => {
  let hash = 0
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 65_521
  return hash % HUES
}

/** First letters of the first and last word, whole characters in any script. */
export const initials = (name: string): string => {
  const words = name.split(/[\s_.-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => /[\p{L}\p{N}]\p{M}*/u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toUpperCase()
}

export interface AvatarProps {
  id: string
  name: string
  role?: Role
  /** Draws a presence dot; show the state in words beside it. */
  presence?: PresenceState | undefined
  size?: 'small' | 'medium' | 'large'
}

/** Decoration beside a name: hidden from a screen reader. */
export const Avatar = ({ id, name, role, presence, size = 'medium' }: AvatarProps) => {
  const assistant = role === 'assistant'
  const tint = assistant ? 'assistant' : String(tintOf(id))
  return (
    <span className="lectern-avatar" data-tint={tint} data-size={size} aria-hidden="true">
      {assistant ? <AssistantIcon size={16} /> : <span>{initials(name)}</span>}
      {presence && <span className="lectern-presence-dot" data-presence={presence} />}
    </span>
  )
}

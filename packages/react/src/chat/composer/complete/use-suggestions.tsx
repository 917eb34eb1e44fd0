// The suggestions for the text after a sign.
import { useChatEnvironment } from '../../../context/chat-context.ts'
import { useLabels } from '../../../context/texts-context.ts'
import { useMembers, useMe } from '../../../hooks/hooks.ts'
import { nameTags } from '../../../core/name-tags.ts'
import { fold } from '../../../core/fold.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { RoleBadge } from '../../../ui/RoleBadge.tsx'
import { findEmoji, applyTone } from '../../../core/emoji/emoji-set.ts'
import { useEmoji } from '../../../emoji/use-emoji.ts'
import type { Composer } from '../../../rows/composer.ts'
import { findMembers } from './mentions.ts'
import { replaceQuery, type Suggestion } from './suggestion.ts'
import type { Trigger } from './trigger.ts'
import { useCommands } from './use-commands.tsx'
import { useDocumentSuggestions } from './use-document-suggestions.tsx'

export interface Suggestions {
  label: string
  items: readonly Suggestion[]
}

const MOST = 8

export const useSuggestions = (trigger: Trigger | undefined, composer: Composer): Suggestions => {
  const labels = useLabels()
  const emoji = useEmojiSuggestions(trigger, composer)
  const people = useMemberSuggestions(trigger, composer)
  const commands = useCommandSuggestions(trigger, composer)
  const documents = useDocumentSuggestions(trigger, composer)
  switch (trigger?.sign) {
    case ':':
      return { label: labels.emoji, items: emoji }
    case '@':
      return { label: labels.people, items: people }
    case '#':
      return { label: labels.documents.title, items: documents }
    default:
      return { label: labels.commands.title, items: commands }
  }
}

const useEmojiSuggestions = (trigger: Trigger | undefined, composer: Composer): readonly Suggestion[] => {
  const { memory } = useChatEnvironment().emoji
  const { emoji: all, tone } = useEmoji(trigger?.sign === ':')
  if (trigger?.sign !== ':') return []
  return findEmoji(all, trigger.query)
    .slice(0, MOST)
    .map((found) => {
      const emoji = applyTone(found, tone)
      return {
        key: found.emoji,
        icon: emoji,
        label: found.name,
        more: found.codes[0] && `:${found.codes[0]}:`,
        choose: () => {
          memory.use(emoji)
          replaceQuery(composer, trigger, `${emoji} `)
        },
      }
    })
}

const useMemberSuggestions = (trigger: Trigger | undefined, composer: Composer): readonly Suggestion[] => {
  const { handle } = composer
  const me = useMe()
  const members = useMembers(handle.id)
  if (trigger?.sign !== '@') return []
  const tags = nameTags(members.map(({ user_id, name }) => ({ id: user_id, name })))
  const speakers = handle.timeline.get().rows.map(({ message }) => message.sender_id)
  return findMembers(members, trigger.query, speakers)
    .filter(({ user_id }) => user_id !== me?.id)
    .slice(0, MOST)
    .map(({ user_id, name, role }) => ({
      key: user_id,
      icon: <Avatar id={user_id} name={name} role={role} size="small" />,
      label: name,
      tag: tags.get(user_id),
      more: <RoleBadge role={role} />,
      choose: () => {
        replaceQuery(composer, trigger, `@${name} `)
        composer.mean({ at: trigger.from, name, user_id })
      },
    }))
}

const useCommandSuggestions = (trigger: Trigger | undefined, composer: Composer): readonly Suggestion[] => {
  const commands = useCommands(composer)
  const { slashNames } = useLabels()
  if (trigger?.sign !== '/') return []
  // Who learned a name in another language, or from a host, types the id.
  const nameOf = (id: string): string => slashNames[id] ?? id
  const { handle, text, insert } = composer
  const rest = text.slice(0, trigger.from) + text.slice(trigger.from + 1 + trigger.query.length)
  const place = { handle, text: rest, insert }
  const wanted = fold(trigger.query)
  return commands
    .filter(
      ({ id, label }) =>
        [id, nameOf(id)].some((name) => name.startsWith(wanted)) || ` ${fold(label)}`.includes(` ${wanted}`),
    )
    .filter(({ available }) => available?.(place) ?? true)
    .map(({ id, label, hint, icon, run }) => ({
      key: id,
      icon,
      label,
      more: hint ?? `/${nameOf(id)}`,
      choose: () => {
        replaceQuery(composer, trigger, '')
        run(place)
      },
    }))
}

import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import type { User } from '@lectern/protocol'
import { useChat, useLabels } from '@lectern/react'
import {
  holdsWords,
  nameTags,
  SearchIcon,
  UndoIcon,
  useListbox,
  useRecentActs,
  useSaidAfterTyping,
} from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { conversationPath, documentPath, searchPath } from '../routes.ts'
import {
  ConversationOption,
  DocumentOption,
  MessageOption,
  personOf,
  PersonOption,
} from './FinderOptions.tsx'
import { inOrder } from './rank.ts'
import { useFinder, type Entry } from './use-finder.ts'
import { Layer } from '../ui/Layer.tsx'
import { useTrouble } from '../ui/report.ts'
import { useToastList, useToasts } from '../ui/toasts.ts'

const t = texts.switcher
export interface Command {
  title: string
  icon: ComponentType
  run(): void
}

interface SwitcherProps {
  open: boolean
  onClose(): void
  commands: readonly Command[]
  onConversation(id: string): void
  /** What was typed elsewhere already. */
  begin: string
}

/** What can still be undone, from everywhere. Nothing runs out while the palette is open. */
const useUndoCommands = (): readonly Command[] => {
  const acts = useRecentActs()
  const toasts = useToasts()
  const notes = useToastList().filter(({ isUndoable }) => isUndoable)
  useEffect(() => toasts.hold(), [toasts])
  return [
    ...notes.toReversed().map(({ text, action }) => ({ label: text, undo: () => action?.run() })),
    ...acts,
  ].map(({ label, undo }) => ({ title: t.undo(label), icon: UndoIcon, run: undo }))
}

/** Options under a title; nothing without any. */
const Group = ({ title, children }: { title: string; children: readonly ReactNode[] }) => {
  if (children.length === 0) return null
  return (
    <div role="group" aria-label={title || undefined}>
      {title !== '' && (
        <div className="options-label" aria-hidden="true">
          {title}
        </div>
      )}
      {children}
    </div>
  )
}

/** Opens the conversation with a person; it is made with the first press. */
const useWriting = (onConversation: (id: string) => void): ((person: User) => void) => {
  const { conversations } = useChat()
  const report = useTrouble()
  return ({ id }) =>
    void conversations
      .create({ kind: 'direct', member_ids: [id] })
      .then((handle) => onConversation(handle.id), report)
}

interface Option {
  key: string
  content: ReactNode
  run: () => void
}

const commandOption = (command: Command, key: string): Option => ({
  key,
  run: command.run,
  content: (
    <>
      <command.icon />
      <span className="option-text">{command.title}</span>
    </>
  ),
})

/** A new one for each opening, which begins empty. */
const Palette = ({ onClose, commands, onConversation, begin }: Omit<SwitcherProps, 'open'>) => {
  const [query, setQuery] = useState(begin)
  const typed = query.trim()
  const { entries, passages, messages, isSearching, failure } = useFinder(query)
  const [held, setHeld] = useState<readonly string[]>([])
  const best = inOrder(entries, held)
  const write = useWriting(onConversation)
  const tags = nameTags(entries.flatMap(personOf))
  const recent = useUndoCommands().filter(({ title }) => holdsWords(query, title))
  const doable = commands.filter(({ title }) => holdsWords(query, title))
  const optionOf = (entry: Entry): Option => {
    const { key } = entry
    if (entry.of === 'conversation') {
      const { conversation } = entry
      const content = (
        <ConversationOption conversation={conversation} tag={tags.get(conversation.peer_id ?? '')} />
      )
      return { key, content, run: () => onConversation(conversation.id) }
    }
    if (entry.of === 'person') {
      const { person } = entry
      return {
        key,
        content: <PersonOption person={person} tag={tags.get(person.id)} />,
        run: () => write(person),
      }
    }
    const { id: document_id, title, lang } = entry.document
    const content = <DocumentOption title={title} lang={lang} />
    return { key, content, run: () => navigate(documentPath({ document_id })) }
  }
  const groups: readonly { title: string; options: readonly Option[] }[] = [
    { title: typed === '' ? t.conversations : t.best, options: best.map(optionOf) },
    { title: t.recent, options: recent.map((each, at) => commandOption(each, `undo ${at}`)) },
    { title: t.commands, options: doable.map((each) => commandOption(each, `command ${each.title}`)) },
    {
      title: t.documents,
      options: passages.map(({ document_id, version, span, title, lang, headings }) => ({
        key: `passage ${document_id} ${span.start}`,
        content: <DocumentOption title={title} lang={lang} part={headings?.at(-1)} />,
        run: () => navigate(documentPath({ document_id, version, span })),
      })),
    },
    {
      title: t.messages,
      options: messages.map((hit) => ({
        key: hit.message_id,
        content: <MessageOption hit={hit} />,
        run: () => navigate(conversationPath(hit.conversation_id, hit.message_id)),
      })),
    },
    { title: '', options: typed === '' ? [] : [commandOption(searchAll(typed), 'search')] },
  ]
  const options = groups.flatMap((group) => group.options)
  const count = options.length - (typed === '' ? 0 : 1)
  const { said } = useLabels()
  const counted = count === 0 ? t.nothing(query) : said.found(count)
  useSaidAfterTyping(query === '' || isSearching ? undefined : [counted, failure].filter(Boolean).join(' '))
  const choose = (index: number) => {
    const option = options[index]
    if (!option) return
    onClose()
    option.run()
  }
  const { listId, optionId, active, setActive, onKeyDown } = useListbox(options.length, query, choose)
  const hold = (index: number) => {
    setHeld(best.map(({ key }) => key))
    setActive(index)
  }
  const attributes = (index: number) => ({
    id: optionId(index),
    role: 'option',
    className: 'option',
    'aria-selected': index === active,
    onPointerMove: () => index !== active && hold(index),
    onClick: () => choose(index),
  })
  let next = 0
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={optionId(active)}
        aria-label={t.placeholder}
        placeholder={t.placeholder}
        data-autofocus
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setHeld([])
          setQuery(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key.startsWith('Arrow')) setHeld(best.map(({ key }) => key))
          onKeyDown(event)
        }}
      />
      <div className="options palette-options" role="listbox" id={listId} aria-label={t.title}>
        {groups.map((group) => (
          <Group key={group.title} title={group.title}>
            {group.options.map(({ key, content }) => (
              <div key={key} {...attributes(next++)}>
                {content}
              </div>
            ))}
          </Group>
        ))}
      </div>
      {count === 0 && !isSearching && <p className="options-none">{t.nothing(query)}</p>}
      {failure !== undefined && <p className="options-none">{failure}</p>}
      <footer className="palette-foot" aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <span> </span>
          <kbd>↓</kbd>
          <span>{` ${t.hint}`}</span>
        </span>
        <span>
          <kbd>Enter</kbd>
          <span>{` ${t.open}`}</span>
        </span>
      </footer>
    </>
  )
}

const searchAll = (q: string): Command => ({
  title: t.commandSearch(q),
  icon: SearchIcon,
  run: () => navigate(searchPath({ q })),
})

export const Switcher = ({ open, ...palette }: SwitcherProps) => {
  // It stays mounted while it fades out. Opened anew meanwhile, it must not show the former text.
  const [opening, setOpening] = useState({ open, count: 0 })
  if (opening.open !== open) setOpening({ open, count: opening.count + Number(open) })
  return (
    <Layer open={open} onClose={palette.onClose} title={t.title} shape="palette">
      <Palette key={opening.count} {...palette} />
    </Layer>
  )
}

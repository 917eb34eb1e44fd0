import { useEffect, useState, type ComponentType, type HTMLAttributes, type ReactNode } from 'react'
import { Avatar, useConversations, useLabels, useMessageSearch } from '@lectern/react'
import {
  holdsWords,
  nameTags,
  Marked,
  NameTag,
  SearchIcon,
  UndoIcon,
  useFoundConversations,
  useListbox,
  useRecentActs,
  useSaidAfterTyping,
} from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { conversationPath, searchPath } from '../routes.ts'
import { findConversations } from './find-conversations.ts'
import { Layer } from '../ui/Layer.tsx'
import { useToastList, useToasts } from '../ui/toasts.ts'

const t = texts.switcher
/** More are on the page of the search. */
const MOST_MESSAGES = 5

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

interface CommandsProps {
  title: string
  commands: readonly Command[]
  option: (index: number) => HTMLAttributes<HTMLElement>
}

/** Options under a title; nothing without any. */
const Group = ({ title, children }: { title: string; children: readonly ReactNode[] }) => {
  if (children.length === 0) return null
  return (
    <div role="group" aria-label={title}>
      <div className="options-label" aria-hidden="true">
        {title}
      </div>
      {children}
    </div>
  )
}

const Commands = ({ title, commands, option }: CommandsProps) => (
  <Group title={title}>
    {commands.map((command, index) => (
      <div key={`${index} ${command.title}`} {...option(index)}>
        <command.icon />
        <span className="option-text">{command.title}</span>
      </div>
    ))}
  </Group>
)

/** Mounted only while open, so that each opening begins empty. */
const Palette = ({ onClose, commands, onConversation }: Omit<SwitcherProps, 'open'>) => {
  const conversations = useConversations((state) => state.items)
  const [query, setQuery] = useState('')
  const everywhere = useFoundConversations(query, 'all')
  // Somebody may be a member of more conversations than one page has.
  const people = useFoundConversations(query, query.trim() === '' ? 'all' : 'direct')
  const found = findConversations(conversations, query, everywhere.ids).slice(0, query === '' ? 8 : 20)
  const tags = nameTags(
    conversations.flatMap(({ peer_id, display_title }) =>
      peer_id === undefined ? [] : [{ id: peer_id, name: display_title }],
    ),
  )
  const fits = ({ title }: Command) => holdsWords(query, title)
  const recent = useUndoCommands().filter(fits)
  const doable = [...recent, ...commands.filter(fits)]
  const search = useMessageSearch({ q: query, limit: MOST_MESSAGES })
  const messages = search.status === 'found' || search.status === 'searching' ? search.hits : []
  const searchAll =
    query.trim() === ''
      ? []
      : [
          {
            title: t.commandSearch(query.trim()),
            icon: SearchIcon,
            run: () => navigate(searchPath({ q: query.trim() })),
          },
        ]
  const count = found.length + messages.length + doable.length
  // What the server finds comes last: it moves nothing that somebody is about to choose.
  const before = found.length + doable.length
  const { said } = useLabels()
  const isSearching = [everywhere, people, search].some(({ status }) => status === 'searching')
  const counted = count === 0 ? t.nothing(query) : said.found(count)
  const result = [counted, everywhere.failure].filter(Boolean).join(' ')
  useSaidAfterTyping(query === '' || isSearching ? undefined : result)
  const choose = (index: number) => {
    onClose()
    const conversation = found[index]
    if (conversation) return onConversation(conversation.id)
    const command = doable[index - found.length] ?? searchAll[index - before - messages.length]
    const message = messages[index - before]
    if (command) command.run()
    else if (message) navigate(conversationPath(message.conversation_id, message.message_id))
  }
  const { listId, optionId, active, setActive, onKeyDown } = useListbox(
    found.length + messages.length + searchAll.length + doable.length,
    query,
    choose,
  )
  const option = (index: number) => ({
    id: optionId(index),
    role: 'option',
    className: 'option',
    'aria-selected': index === active,
    onPointerMove: () => setActive(index),
    onClick: () => choose(index),
  })
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
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="options palette-options" role="listbox" id={listId} aria-label={t.title}>
        <Group title={t.conversations}>
          {found.map((conversation, index) => (
            <div key={conversation.id} {...option(index)}>
              <Avatar id={conversation.peer_id ?? conversation.id} name={conversation.display_title} />
              <span className="option-text" dir="auto">
                {conversation.display_title}
              </span>
              <NameTag tag={tags.get(conversation.peer_id ?? '')} />
              {conversation.unread > 0 && (
                <span className="option-side">{t.unread(conversation.unread)}</span>
              )}
            </div>
          ))}
        </Group>
        <Commands title={t.recent} commands={recent} option={(index) => option(found.length + index)} />
        <Commands
          title={t.commands}
          commands={doable.slice(recent.length)}
          option={(index) => option(found.length + recent.length + index)}
        />
        <Group title={t.messages}>
          {messages.map((hit, index) => (
            <div key={hit.message_id} {...option(before + index)}>
              <Avatar id={hit.sender_id} name={hit.sender} role={hit.sender_role} />
              <span className="option-text" lang={hit.lang} dir="auto">
                <Marked hit={hit} short />
              </span>
              <span className="option-side" dir="auto">
                {hit.title}
              </span>
            </div>
          ))}
        </Group>
        {searchAll.map((command, index) => (
          <div key="search" {...option(before + messages.length + index)}>
            <command.icon />
            <span className="option-text">{command.title}</span>
          </div>
        ))}
      </div>
      {count === 0 && !isSearching && <p className="options-none">{t.nothing(query)}</p>}
      {everywhere.failure !== undefined && <p className="options-none">{everywhere.failure}</p>}
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

export const Switcher = ({ open, ...palette }: SwitcherProps) => (
  <Layer open={open} onClose={palette.onClose} title={t.title} shape="palette">
    <Palette {...palette} />
  </Layer>
)

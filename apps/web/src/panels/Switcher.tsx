import { useState, type ComponentType } from 'react'
import { Avatar, useConversations } from '@lectern/react'
import { useLabels } from '@lectern/react'
import { holdsWords, nameTags, NameTag, useListbox, useSaid } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { findConversations } from './find-conversations.ts'
import { Layer } from '../ui/Layer.tsx'

const t = texts.switcher
/** Nobody wants to hear a number at each letter. */
const TYPING_MS = 500

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

/** Mounted only while open, so that each opening begins empty. */
const Palette = ({ onClose, commands, onConversation }: Omit<SwitcherProps, 'open'>) => {
  const conversations = useConversations((state) => state.items)
  const [query, setQuery] = useState('')
  const found = findConversations(conversations, query).slice(0, query === '' ? 8 : 20)
  const tags = nameTags(
    conversations.flatMap(({ peer_id, display_title }) =>
      peer_id === undefined ? [] : [{ id: peer_id, name: display_title }],
    ),
  )
  const doable = commands.filter((command) => holdsWords(query, command.title))
  const count = found.length + doable.length
  const { said } = useLabels()
  useSaid(query === '' ? undefined : count === 0 ? t.nothing(query) : said.found(count), TYPING_MS)
  const choose = (index: number) => {
    onClose()
    const conversation = found[index]
    if (conversation) onConversation(conversation.id)
    else doable[index - found.length]?.run()
  }
  const { listId, optionId, active, setActive, onKeyDown } = useListbox(
    found.length + doable.length,
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
        {found.length > 0 && (
          <div role="group" aria-label={t.conversations}>
            <div className="options-label" aria-hidden="true">
              {t.conversations}
            </div>
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
          </div>
        )}
        {doable.length > 0 && (
          <div role="group" aria-label={t.commands}>
            <div className="options-label" aria-hidden="true">
              {t.commands}
            </div>
            {doable.map((command, index) => (
              <div key={command.title} {...option(found.length + index)}>
                <command.icon />
                <span className="option-text">{command.title}</span>
              </div>
            ))}
          </div>
        )}
      </div>
      {found.length + doable.length === 0 && <p className="options-none">{t.nothing(query)}</p>}
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

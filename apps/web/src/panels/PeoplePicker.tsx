import type { User } from '@lectern/protocol'
import { isolate } from '@lectern/texts'
import { Avatar } from '@lectern/react'
import { CheckIcon, CloseIcon, nameTags, NameTag, useListbox, useSaidAfterTyping } from '@lectern/react/ui'
import { useState, type KeyboardEvent } from 'react'
import { texts } from '../texts/texts.ts'
import { describe } from '../ui/report.ts'
import { usePeople } from './use-people.ts'

const t = texts.compose

interface PeoplePickerProps {
  search(q: string): Promise<User[]>
  chosen: readonly User[]
  /** Another choice replaces the only person of a direct conversation. */
  single: boolean
  onChange(chosen: readonly User[]): void
}

export const PeoplePicker = ({ search, chosen, single, onChange }: PeoplePickerProps) => {
  const [query, setQuery] = useState('')
  const people = usePeople(search, query)
  const tags = nameTags([...people.users, ...chosen])
  const isChosen = (user: User) => chosen.some(({ id }) => id === user.id)

  const toggle = (user: User) => {
    setQuery('')
    if (isChosen(user)) onChange(chosen.filter(({ id }) => id !== user.id))
    else onChange(single ? [user] : [...chosen, user])
  }
  const choose = (index: number) => {
    const user = people.users[index]
    if (user) toggle(user)
  }
  const { listId, optionId, active, setActive, onKeyDown } = useListbox(people.users.length, query, choose)
  const takeBack = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && query === '' && chosen.length > 0) onChange(chosen.slice(0, -1))
    else onKeyDown(event)
  }

  const none =
    people.users.length > 0
      ? undefined
      : people.status === 'searching'
        ? t.searching
        : people.status === 'failed'
          ? describe(people.error)
          : t.nobody(query)
  useSaidAfterTyping(people.status === 'searching' ? undefined : none)
  return (
    <div className="people">
      <div className="field">
        <label className="field-label" htmlFor={`${listId}-search`}>
          {t.people}
        </label>
        <div className="people-field input">
          {chosen.map((user) => (
            <button
              type="button"
              className="chip"
              key={user.id}
              aria-label={t.remove([isolate(user.name), tags.get(user.id)].filter(Boolean).join(' '))}
              onClick={() => toggle(user)}
            >
              <bdi>{user.name}</bdi>
              <NameTag tag={tags.get(user.id)} />
              <CloseIcon />
            </button>
          ))}
          <input
            id={`${listId}-search`}
            className="people-input"
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            {...(people.users.length > 0 && { 'aria-activedescendant': optionId(active) })}
            placeholder={chosen.length === 0 ? t.search : ''}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={takeBack}
          />
        </div>
      </div>
      <div className="people-results">
        <div
          className="options"
          role="listbox"
          id={listId}
          aria-label={t.people}
          aria-multiselectable={!single}
        >
          {people.users.map((user, index) => (
            <div
              key={user.id}
              id={optionId(index)}
              role="option"
              className={index === active ? 'option option-active' : 'option'}
              aria-selected={isChosen(user)}
              onPointerMove={() => setActive(index)}
              onClick={() => toggle(user)}
            >
              <Avatar id={user.id} name={user.name} role={user.role} />
              <span className="option-text" dir="auto">
                {user.name}
              </span>
              <NameTag tag={tags.get(user.id)} />
              <span className="option-side">{texts.roles[user.role]}</span>
              <span className="option-check">{isChosen(user) && <CheckIcon />}</span>
            </div>
          ))}
        </div>
        {none !== undefined && <p className="options-none">{none}</p>}
      </div>
    </div>
  )
}

import { useState } from 'react'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { findKeys, joinGroups, keyGroups } from './key-groups.ts'
import { Scrollable } from '../ui/Scrollable.tsx'
import { useSaidAfterTyping } from '../hooks/use-said.ts'

export interface KeyMapProps {
  /** The level of the groups' headings. */
  heading?: 'h2' | 'h3'
}

/** A list of all keys, with a search. */
export const KeyMap = ({ heading: Heading = 'h3' }: KeyMapProps) => {
  const labels = useLabels()
  const { keys: ofHost } = useHost()
  const [typed, setTyped] = useState('')
  const found = findKeys(joinGroups([...ofHost, ...keyGroups(labels)]), typed)
  const none = found.length === 0 ? labels.keys.none : undefined
  useSaidAfterTyping(none)
  return (
    <div className="lectern-keys">
      <input
        data-autofocus
        className="lectern-input"
        type="search"
        value={typed}
        placeholder={labels.keys.search}
        aria-label={labels.keys.search}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Scrollable className="lectern-keys-groups" label={labels.keys.title}>
        {found.map(({ title, keys }) => (
          <section key={title}>
            <Heading>{title}</Heading>
            <dl>
              {keys.map(({ meaning, chord }) => (
                <div key={meaning + chord.join('')}>
                  <dt>{meaning}</dt>
                  <dd>
                    {chord.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Scrollable>
      <p className="lectern-keys-none">{none}</p>
    </div>
  )
}

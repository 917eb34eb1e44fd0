import type { KeyGroup, KeyMeaning } from '../context/host-context.ts'
import type { Labels } from '../labels/labels.ts'
import { holdsWords } from '../core/fold.ts'
import { commandKey } from '../ui/command-key.ts'

/** The keys of this package's components. */
export const keyGroups = ({ keys: t }: Labels): readonly KeyGroup[] => {
  const command = commandKey()
  return [
    {
      title: t.writing,
      keys: [
        { meaning: t.send, chord: ['Enter'] },
        { meaning: t.sendAlways, chord: [command, 'Enter'] },
        { meaning: t.newLine, chord: ['Shift', 'Enter'] },
        { meaning: t.undoSend, chord: [command, 'Z'] },
        { meaning: t.editLast, chord: ['↑'] },
        { meaning: t.leave, chord: ['Esc'] },
        { meaning: t.mention, chord: ['@'] },
        { meaning: t.cite, chord: ['#'] },
        { meaning: t.emoji, chord: [':'] },
        { meaning: t.commands, chord: ['/'] },
      ],
    },
    {
      title: t.formatting,
      keys: [
        { meaning: t.bold, chord: [command, 'B'] },
        { meaning: t.italic, chord: [command, 'I'] },
        { meaning: t.code, chord: [command, 'E'] },
        { meaning: t.link, chord: [command, 'K'] },
      ],
    },
    {
      title: t.suggestions,
      keys: [
        { meaning: t.choose, chord: ['↑ ↓'] },
        { meaning: t.take, chord: ['Enter'] },
        { meaning: t.refuse, chord: ['Esc'] },
      ],
    },
    {
      title: t.reading,
      keys: [
        { meaning: t.move, chord: ['↑ ↓'] },
        { meaning: t.oldest, chord: ['Home'] },
        { meaning: t.newest, chord: ['End'] },
        { meaning: t.act, chord: ['Tab'] },
      ],
    },
    {
      title: t.anywhere,
      keys: [
        { meaning: t.help, chord: [command, '/'] },
        { meaning: t.close, chord: ['Esc'] },
      ],
    },
  ]
}

/** Merges groups with the same title; the first decides the place. */
export const joinGroups = (groups: readonly KeyGroup[]): readonly KeyGroup[] => {
  const byTitle = Map.groupBy(groups, ({ title }) => title)
  return [...byTitle].map(([title, parts]) => ({ title, keys: parts.flatMap(({ keys }) => keys) }))
}

/** The keys whose meaning or chord contains every typed word. */
export const findKeys = (groups: readonly KeyGroup[], typed: string): readonly KeyGroup[] => {
  const isFound = ({ meaning, chord }: KeyMeaning) => holdsWords(typed, `${meaning} ${chord.join(' ')}`)
  return groups
    .map(({ title, keys }) => ({ title, keys: keys.filter(isFound) }))
    .filter(({ keys }) => keys.length > 0)
}

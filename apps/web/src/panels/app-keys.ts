import { commandKey, optionKey, type KeyGroup } from '@lectern/react'
import { texts } from '../texts/texts.ts'

const t = texts.keys

/** Keys of the app, in addition to those of its components. */
export const appKeys = (): readonly KeyGroup[] => {
  const command = commandKey()
  return [
    {
      title: t.anywhere,
      keys: [
        { meaning: t.switcher, chord: [command, 'K'] },
        { meaning: t.details, chord: [command, '.'] },
        { meaning: t.next, chord: [optionKey(), '↑ ↓'] },
        { meaning: t.help, chord: ['?'] },
      ],
    },
  ]
}

import type { ReactNode } from 'react'
import type { ConversationHandle } from '@lectern/client'

/** Where a command of the slash menu acts. */
export interface CommandPlace {
  handle: ConversationHandle
  /** What is in the composer besides the command. */
  text: string
  /** Types at the caret. */
  insert: (text: string) => void
}

/** An entry of the menu that `/` opens at the beginning of a line. */
export interface SlashCommand {
  /** What is typed after the slash: letters, digits and hyphens. */
  id: string
  /** What it does, in a few words. */
  label: string
  /** More about it, shown aside. */
  hint?: string
  icon?: ReactNode
  /** Whether it is offered here; always, when left out. */
  available?: (place: CommandPlace) => boolean
  run: (place: CommandPlace) => void
}

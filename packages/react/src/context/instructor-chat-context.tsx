import { createContext, useContext } from 'react'
import type { Cell, Chat } from '@lectern/client'
import type { LightboxState } from '../attachments/lightbox-images.ts'
import type { SlashCommand } from '../chat/composer/complete/command.ts'
import type { CardViews } from '../cards/registry.tsx'
import type { Labels } from '../labels/labels.ts'
import type { DocumentTarget } from '../documents/target.ts'
import type { Formats } from '../labels/formats.ts'
import type { OfflineSince } from '../core/offline-since.ts'
import type { UndoableActs } from '../core/undoable.ts'
import type { KeyGroup } from '../help/key-groups.ts'
import type { Desks } from './desk.ts'
import type { EmojiLibrary } from '../core/emoji/emoji-library.ts'
import type { EmojiMemory } from '../core/emoji/emoji-memory.ts'

/** What a provider holds for the components below it; the same object until the provider's props change. */
export interface Surroundings {
  readonly chat: Chat
  readonly conversation_id?: string
  readonly labels: Labels
  readonly formats: Formats
  readonly cards: CardViews
  /** The address of a message, where the host gives it one. */
  readonly linkOf: ((conversation_id: string, message_id: string) => string) | undefined
  readonly commands: readonly SlashCommand[]
  readonly keys: readonly KeyGroup[]
  /** Whether the overlay with the keys is shown. */
  readonly help: Cell<boolean>
  /** Which image is shown in full. */
  readonly lightbox: Cell<LightboxState | undefined>
  readonly acts: UndoableActs
  readonly offlineSince: OfflineSince
  readonly desks: Desks
  /** Shows a document at a passage; where nothing can, citations are only read. */
  readonly openDocument?: (target: DocumentTarget) => void
  readonly emoji: { library: EmojiLibrary; memory: EmojiMemory }
}

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined)

/** Everything the provider holds; throws outside of one. */
export const useSurroundings = (): Surroundings => {
  const surroundings = useContext(SurroundingsContext)
  if (!surroundings) throw new Error('Lectern components need an <InstructorChatProvider> above them.')
  return surroundings
}

export const useChat = (): Chat => useSurroundings().chat
export const useLabels = (): Labels => useSurroundings().labels
export const useFormats = (): Formats => useSurroundings().formats

import type { Ending } from './invocations-rows.ts'
import type { Source } from './model.ts'

/** So long at most is what was said in front of everybody not stored. */
export const CHECKPOINT_MS = 1_000

/** What an answer is written on: before everybody's eyes, or for staff to see first. */
export interface AnswerWriter {
  readonly length: number
  say(text: string): Promise<void>
  /** The words before stand in this passage. */
  cite(source: Source): Promise<void>
  /** It is for people to answer. */
  leaveOpen(): void
  /** Nothing was said for a moment: what is stored is brought up to what was said. */
  checkpoint(): Promise<void>
  end(ending: Ending): Promise<void>
}

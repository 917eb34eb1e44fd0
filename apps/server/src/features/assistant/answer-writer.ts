import type { Ending } from './invocations-rows.ts'
import type { Source } from './model.ts'

/** The longest time that a public answer's text stays unstored. */
export const CHECKPOINT_MS = 1_000

/** Where the model's pieces go: to a public answer, or to one that staff see first. */
export interface AnswerWriter {
  readonly length: number
  say(text: string): Promise<void>
  /** The text before is from this passage. */
  cite(source: Source): Promise<void>
  /** The question is left to people. */
  leaveOpen(): void
  /** The model paused: stores the text so far. */
  checkpoint(): Promise<void>
  end(ending: Ending): Promise<void>
}

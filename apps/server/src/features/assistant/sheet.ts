import type { Ending } from './invocations-rows.ts'
import type { Source } from './model.ts'

/** What an answer is written on: before everybody's eyes, or for staff to see first. */
export interface Sheet {
  readonly length: number
  say(text: string): Promise<void>
  /** The words before stand in this passage. */
  cite(source: Source): Promise<void>
  /** It is for people to answer. */
  leaveOpen(): void
  end(ending: Ending): Promise<void>
}

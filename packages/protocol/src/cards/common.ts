import * as z from 'zod/mini'
import { Id } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { filledText, line } from '../text.ts'

export const title = line(LIMITS.title_chars)
export const body = filledText(LIMITS.card_body_chars)
export const label = line(LIMITS.card_label_chars)
export const count = z.int().check(z.minimum(0))

/** A list in a card, limited to the common maximum. */
export const list = <S extends z.ZodMiniType>(item: S, max: number = LIMITS.card_list_items) =>
  z.array(item).check(z.maxLength(max))

/** A person in a card. */
export const CardPerson = z.object({ user_id: Id, name: z.string() })
export type CardPerson = z.infer<typeof CardPerson>

import { fold } from './fold.ts'

interface Named {
  id: string
  name: string
}

/** Four figures tell people of a school apart; the whole id does so for certain. */
const FIGURES = 4

const numberOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(-8), 16) || 0

/** The short number of a person. */
export const tagOf = (id: string): string => `#${String(numberOf(id) % 10 ** FIGURES).padStart(FIGURES, '0')}`

/** For people whose names look the same: a short number for each, the same everywhere. */
export const nameTags = (people: readonly Named[]): ReadonlyMap<string, string> => {
  const byName = Map.groupBy(new Map(people.map((one) => [one.id, one])).values(), ({ name }) =>
    fold(name).replaceAll(/\s+/gu, ' ').trim(),
  )
  const alike = [...byName.values()].filter((group) => group.length > 1)
  return new Map(alike.flatMap((group) => group.map(({ id }) => [id, longEnough(id, group)])))
}

const longEnough = (id: string, group: readonly Named[]): string => {
  const tag = tagOf(id)
  const isClear = group.every((other) => other.id === id || tagOf(other.id) !== tag)
  return isClear ? tag : `#${id.replaceAll('-', '').slice(-12)}`
}

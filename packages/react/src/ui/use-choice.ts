import { useState } from 'react'

export interface Choice {
  /** The entry that Enter takes; -1 in an empty list. */
  active: number
  setActive: (index: number) => void
}

/** The chosen entry of `count`. `query` is what the list depends on: a new one chooses the first again. */
export const useChoice = (query: string | undefined, count: number): Choice => {
  const [choice, setChoice] = useState({ query, index: 0 })
  const active = choice.query === query ? choice.index : 0
  return { active: Math.min(active, count - 1), setActive: (index) => setChoice({ query, index }) }
}

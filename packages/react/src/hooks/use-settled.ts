import { useEffect, useState } from 'react'
import { after } from '../core/clock.ts'

/** The value once it has not changed for `delayMs`. */
export const useSettled = <T>(value: T, delayMs: number): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => after(delayMs, () => setSettled(value)), [value, delayMs])
  return settled
}

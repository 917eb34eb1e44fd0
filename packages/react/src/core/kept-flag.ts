import { Cell } from '@lectern/client'

/** A boolean that this browser remembers; it has no personal data. */
export class KeptFlag extends Cell<boolean> {
  readonly #key: string

  constructor(key: string) {
    super(readFlag(key))
    this.#key = key
  }

  override set(value: boolean): void {
    super.set(value)
    try {
      localStorage.setItem(this.#key, String(value))
    } catch {
      // A full or forbidden storage only loses the habit.
    }
  }
}

const readFlag = (key: string): boolean => {
  try {
    return localStorage.getItem(key) === 'true'
  } catch {
    return false
  }
}

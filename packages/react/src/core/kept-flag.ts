import { Cell } from '@lectern/client'

/** A yes or no that this browser remembers; it says nothing about anybody. */
export class KeptFlag extends Cell<boolean> {
  readonly #key: string

  constructor(key: string) {
    super(read(key))
    this.#key = key
  }

  override set(value: boolean): void {
    super.set(value)
    try {
      localStorage.setItem(this.#key, String(value))
    } catch {
      // Full or forbidden storage costs the habit, nothing else.
    }
  }
}

const read = (key: string): boolean => {
  try {
    return localStorage.getItem(key) === 'true'
  } catch {
    return false
  }
}

/** A value that is kept for one tab and survives a reload of its page. */
export interface KeptValue {
  read(): unknown
  /** `undefined` removes it. */
  write(value: unknown): void
}

/** Kept in the browser's `sessionStorage`; where that is forbidden, until the page is closed. */
export const tabMemory = (key: string): KeptValue => {
  let here: string | undefined
  return {
    read: () => {
      const text = attempt(() => sessionStorage.getItem(key)) ?? here
      return text === undefined ? undefined : attempt(() => JSON.parse(text))
    },
    write: (value) => {
      here = value === undefined ? undefined : JSON.stringify(value)
      attempt(() => (here === undefined ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, here)))
    },
  }
}

/** Storage may be forbidden or full, and its text may be of another program. */
const attempt = <T>(run: () => T): T | undefined => {
  try {
    return run()
  } catch {
    return undefined
  }
}

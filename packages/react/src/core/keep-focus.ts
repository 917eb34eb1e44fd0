import type { FocusKeeper } from './focus-keeper.ts'

let users = 0
let keeper: FocusKeeper | undefined

/** One keeper for the window, as long as somebody needs it. Returns what ends that. It is loaded after the first picture. */
export const keepFocus = (): (() => void) => {
  users += 1
  void begin()
  return () => {
    users -= 1
    if (users > 0) return
    keeper?.close()
    keeper = undefined
  }
}

const begin = async (): Promise<void> => {
  // Without it, everything works but the focus after an act.
  const loaded = await import('./focus-keeper.ts').catch(() => undefined)
  if (loaded && users > 0) keeper ??= new loaded.FocusKeeper()
}

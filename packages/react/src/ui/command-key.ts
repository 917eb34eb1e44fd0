const isApple = (): boolean => /Mac|iPhone|iPad/u.test(globalThis.navigator?.platform ?? '')

/** ⌘ on Apple's keyboards, Ctrl elsewhere. */
export const commandKey = (): string => (isApple() ? '⌘' : 'Ctrl')
export const optionKey = (): string => (isApple() ? '⌥' : 'Alt')

/** Whether the command key of this system is held. */
export const isCommand = ({ metaKey, ctrlKey }: { metaKey: boolean; ctrlKey: boolean }): boolean =>
  isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey

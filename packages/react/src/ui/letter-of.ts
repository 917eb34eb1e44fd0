interface Key {
  key: string
  code: string
}

const SIGNS: Readonly<Record<string, string>> = { Slash: '/', Period: '.', Comma: ',' }
/** Keys that say nothing of what is on them. */
const NAMELESS = new Set(['Dead', 'Unidentified', 'Process'])

/**
 * What a shortcut goes by: the letter on the key, in lower case. A layout without Latin letters (Cyrillic, Greek,
 * Hebrew, Arabic) has other letters there; then it is the letter that this key has on a Latin keyboard.
 */
export const letterOf = ({ key, code }: Key): string => {
  if (/^[\u0020-\u007e]+$/u.test(key) && !NAMELESS.has(key)) return key.toLowerCase()
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1]
  return letter?.toLowerCase() ?? SIGNS[code] ?? key.toLowerCase()
}

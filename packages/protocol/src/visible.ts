// Characters that nobody sees change what a name or a title is, but not how it looks.

/**
 * Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties): joiners, direction marks, fillers, tags, variation
 * selectors; and two that are drawn empty though they are letters or symbols by their category.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu
/** Within an emoji a joiner and the variation selector 16 are seen: they make one picture of several. */
const IN_EMOJI =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0f|\ufe0f(?=\u20e3)/gu
const KEPT = { '\u200d': '\ue000', '\ufe0f': '\ue001' } as const
const MARKS_MOST = 3
const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MARKS_MOST}})\\p{M}+`, 'gu')
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Without what nobody sees, and without more than three marks on one letter. */
export const removeInvisible = (text: string): string =>
  text
    .replace(/[\ue000\ue001]/g, '')
    .replace(IN_EMOJI, (char) => KEPT[char as keyof typeof KEPT])
    .replace(INVISIBLE, '')
    .replace(/\ue000/g, '\u200d')
    .replace(/\ue001/g, '\ufe0f')
    .replace(TOO_MANY_MARKS, '$1')

/** What is drawn empty: white space, what nobody sees, marks without a letter, and signs that are blank by design. */
const EMPTY = /[\s\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\u{13441}\u{13442}]/gu

/** Whether a text says nothing: a message of it would be an empty bubble. */
export const isBlank = (text: string): boolean => text.replace(EMPTY, '') === ''

/** Whether a reader sees something. */
export const isVisible = (text: string): boolean => SEEN.test(text)

/** One line in normal form C, as it is seen: white space and control characters become one blank. */
export const toVisibleLine = (text: string): string =>
  removeInvisible(text.normalize('NFC').replace(/[\s\p{Cc}\p{Z}]+/gu, ' '))
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC')

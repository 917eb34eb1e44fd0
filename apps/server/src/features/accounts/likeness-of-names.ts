// Whether a name looks like that of somebody else: the skeletons of Unicode Technical Standard 39 (confusables), compared
// without case, accents, blanks and signs. A title that staff have makes no difference.
import unhomoglyph from 'unhomoglyph'
import { removeInvisible } from '@lectern/protocol'
import { foldText } from '../../platform/fold.ts'

/** Words that say what somebody may do here, in the languages of the app. */
const TITLES = [
  ...[
    'admin',
    'administrator',
    'administration',
    'assistant',
    'instructor',
    'lecturer',
    'moderator',
    'official',
  ],
  ...['professor', 'prof', 'staff', 'support', 'system', 'teacher', 'tutor', 'lectern'],
  ...['assistent', 'assistentin', 'assistenz', 'dozent', 'dozentin', 'lehrer', 'lehrerin', 'lehrkraft'],
  ...['professorin', 'verwaltung', 'tutorin', 'moderatorin'],
]

/** The words of a name as an eye may read them: once as they stand, and once in small letters. */
const readingsOf = (name: string): string[][] => {
  const seen = removeInvisible(name.normalize('NFKC'))
  return [seen, seen.toLowerCase()].map((text) =>
    foldText(unhomoglyph(text.normalize('NFD')))
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  )
}

const TITLE_READINGS: ReadonlySet<string> = new Set(
  TITLES.flatMap((title) => readingsOf(title)).map((words) => words.join('')),
)
const isTitle = (word: string): boolean => TITLE_READINGS.has(word)

/** Whether a name has a word that only staff or the assistant should have. */
export const claimsTitle = (name: string): boolean =>
  readingsOf(name).some((words) => words.some(isTitle) || isTitle(words.join('')))

/** Whether two names look the same, with or without titles. */
export const looksLike = (name: string, other: string): boolean => {
  const others = new Set(keysOf(other))
  return keysOf(name).some((key) => others.has(key))
}

const keysOf = (name: string): string[] =>
  readingsOf(name).flatMap((words) => {
    const withoutTitles = words.filter((word) => !isTitle(word))
    return [words.join(''), withoutTitles.join('')].filter((key) => key !== '')
  })

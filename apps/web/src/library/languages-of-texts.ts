import { texts } from '../texts/texts.ts'

/** What the server can tell from a text, and Latin and Catalan, which it cannot. */
const TAGS =
  `ar bg ca cs da de el en es fa fi fr he hi hr hu id it ja ko la nb nl pl pt ro ru sk sr sv th tr uk vi
  zh`.split(/\s+/)

interface LanguageOfTexts {
  tag: string
  /** In itself, or in the language of the app where the browser knows no other. */
  name: string
  nameLang: string
}

/** By name. A chosen one that is none of these is among them. */
export const languagesOfTexts = (chosen: string): LanguageOfTexts[] =>
  [...new Set(chosen === '' ? TAGS : [...TAGS, chosen])]
    .map(named)
    .sort((one, other) => one.name.localeCompare(other.name))

const named = (tag: string): LanguageOfTexts => {
  const [nameLang = texts.language] = Intl.DisplayNames.supportedLocalesOf([tag])
  const name = new Intl.DisplayNames([nameLang], { type: 'language' }).of(tag) ?? tag
  return { tag, name: name.charAt(0).toLocaleUpperCase(nameLang) + name.slice(1), nameLang }
}

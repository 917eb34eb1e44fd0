import { texts } from '../texts/texts.ts'
import type { Editor } from './use-editor.ts'
import { languagesOfTexts } from './languages-of-texts.ts'

const t = texts.library

/** The language of a document, which tells a screen reader the voice; by default told from the text. */
export const LanguageField = ({ editor: { written, write } }: { editor: Editor }) => {
  const { lang = '' } = written
  return (
    <label className="field">
      <span className="field-label">{t.language}</span>
      <select className="input" value={lang} onChange={({ target }) => write({ lang: target.value })}>
        <option value="">{t.languageAsTold}</option>
        {languagesOfTexts(lang).map(({ tag, name, nameLang }) => (
          <option key={tag} value={tag} lang={nameLang}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

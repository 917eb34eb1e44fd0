import '../styles/lists.css'
import { ApiError, type Session } from '@lectern/client'
import { isBlank, type Me } from '@lectern/protocol'
import { KeyMap, useEscape, useTypedForm } from '@lectern/react'
import { say } from '@lectern/react/ui'
import { isStaff, LIMITS } from '@lectern/protocol'
import { useState, type FormEvent } from 'react'
import { chooseLanguage, readChosenLanguage, LANGUAGES } from '../texts/language.ts'
import { languages } from '../texts/languages.ts'
import { texts } from '../texts/texts.ts'
import { goBack } from '../navigation.ts'
import { PANELS, usePreferences } from '../preferences.ts'
import { setTheme, THEMES, useTheme } from '../theme.ts'
import { useTrouble } from '../ui/report.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { ThemeIcon } from '../ui/ThemeIcon.tsx'
import { useToasts } from '../ui/toasts.ts'
import { BlockedPeople } from './BlockedPeople.tsx'
import { Devices } from './Devices.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { PolicySection } from './PolicySection.tsx'
import { NoticeSettings } from '../notices/NoticeSettings.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

const t = texts.settings

const ThemeSegments = () => {
  const theme = useTheme()
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{texts.account.theme}</legend>
      {THEMES.map((value) => (
        <label className="segment" key={value}>
          <input type="radio" name="theme" checked={value === theme} onChange={() => setTheme(value)} />
          <ThemeIcon theme={value} />
          <span>{texts.themes[value]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** A select, because more languages may come than fit beside each other. The page loads anew only at the button. */
const LanguageField = () => {
  const chosen = readChosenLanguage() ?? ''
  const [picked, setPicked] = useState<string>(chosen)
  const isReady = picked !== chosen
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) chooseLanguage(LANGUAGES.find((language) => language === picked))
      }}
    >
      <label className="field-label" htmlFor="settings-language">
        {t.language}
      </label>
      <div className="input-row">
        <select
          id="settings-language"
          className="input"
          value={picked}
          onChange={(event) => setPicked(event.target.value)}
        >
          <option value="">{t.languageAsBrowser}</option>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {languages[language].name}
            </option>
          ))}
        </select>
        <button type="submit" className="button" aria-disabled={!isReady}>
          {t.applyLanguageNow}
        </button>
      </div>
    </form>
  )
}

/** What Enter alone does while writing; Ctrl or ⌘ with it always sends. */
const EnterField = () => {
  const { preferences, prefer } = usePreferences()
  return (
    <SelectField
      label={t.enter}
      value={preferences.enter_key ?? ''}
      options={[
        ['', t.enterAsUsual],
        ['send', t.enterSends],
        ['line', t.enterBreaks],
      ]}
      onChange={(value) => prefer({ enter_key: value === '' ? undefined : value })}
    />
  )
}

const SIZES = ['min', 'normal', 'max'] as const

/** The widths of the panels, for those who cannot drag the line between them. */
const WidthField = ({ side }: { side: 'left' | 'right' }) => {
  const { preferences, prefer } = usePreferences()
  const key = `${side}_width` as const
  const size = SIZES.find((each) => PANELS[side][each] === preferences[key]) ?? 'own'
  const sizes = size === 'own' ? (['own', ...SIZES] as const) : SIZES
  return (
    <SelectField
      label={t.widths[side]}
      value={size}
      options={sizes.map((each) => [each, t.widths[each]] as const)}
      onChange={(wanted) => wanted !== 'own' && prefer({ [key]: PANELS[side][wanted] })}
    />
  )
}

/** Who speaks to the computer may press single keys by words. */
const LetterKeysField = () => {
  const { preferences, prefer } = usePreferences()
  return (
    <label className="field check-field">
      <input
        type="checkbox"
        checked={preferences.letter_keys}
        onChange={(event) => prefer({ letter_keys: event.target.checked })}
      />
      <span>{t.letterKeys}</span>
    </label>
  )
}

const NameForm = ({ session, user }: { session: Session; user: Me }) => {
  const { typed, change, forget } = useTypedForm('settings', 'name')
  const name = typed?.['name'] ?? user.name
  const [isBusy, setBusy] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const toasts = useToasts()
  const report = useTrouble()
  const mayRename = isStaff(user.role)
  const isUnchanged = isBlank(name) || name.trim() === user.name

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isUnchanged || isBusy) return
    setBusy(true)
    try {
      await session.rename(name.trim())
      forget()
      toasts.note(t.nameSaved)
    } catch (error) {
      if (error instanceof ApiError && error.problem.field === 'name') {
        setRefused(true)
        say(t.nameLikeStaff)
      } else report(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="field" onSubmit={(event) => void save(event)}>
      <label className="field-label" htmlFor="settings-name">
        {t.name}
      </label>
      <div className="input-row">
        <input
          id="settings-name"
          className="input"
          autoComplete="name"
          aria-describedby="settings-name-hint"
          maxLength={LIMITS.name_chars}
          aria-invalid={isRefused}
          readOnly={!mayRename}
          value={name}
          onChange={(event) => {
            setRefused(false)
            change({ name: event.target.value })
          }}
        />
        {mayRename ? (
          <button type="submit" className="button" aria-disabled={isUnchanged || isBusy}>
            {texts.save}
          </button>
        ) : null}
      </div>
      <p className={isRefused ? 'field-error' : 'field-hint'} id="settings-name-hint">
        {isRefused ? t.nameLikeStaff : mayRename ? t.nameHint : t.nameAsked}
      </p>
    </form>
  )
}

const Facts = ({ user }: { user: Me }) => (
  <dl className="facts">
    <div>
      <dt>{t.email}</dt>
      <dd>{user.email}</dd>
    </div>
    <div>
      <dt>{t.role}</dt>
      <dd>{texts.roles[user.role]}</dd>
    </div>
  </dl>
)

export const SettingsPage = ({ session, user }: { session: Session; user: Me }) => {
  const [changes, setChanges] = useState(0)
  useEscape(() => goBack('/'))

  return (
    <div className="page">
      <PageHeader title={t.title} />
      <div className="page-body">
        <section className="page-section">
          <h2>{t.you}</h2>
          <NameForm session={session} user={user} />
          <Facts user={user} />
        </section>
        <section className="page-section">
          <h2>{t.appearance}</h2>
          <ThemeSegments />
          <LanguageField />
          <EnterField />
          <WidthField side="left" />
          <WidthField side="right" />
        </section>
        <NoticeSettings />
        <section className="page-section">
          <h2>{t.password}</h2>
          <PasswordForm session={session} onChanged={() => setChanges(changes + 1)} />
        </section>
        <section className="page-section">
          <h2>{t.devices}</h2>
          <p className="field-hint">{t.devicesHint}</p>
          {/* Changing the password may have ended some of them. */}
          <Devices session={session} key={changes} />
        </section>
        <BlockedPeople />
        {user.role === 'admin' && <PolicySection />}
        <section className="page-section page-keys">
          <h2>{t.keyboard}</h2>
          <LetterKeysField />
          <KeyMap heading="h3" />
        </section>
      </div>
    </div>
  )
}

import { regional } from '@lectern/texts'

/** A language without a region takes that of the device; no language is the browser's own. */
export const localeHere = (locale: string | undefined): string | undefined =>
  locale === undefined ? undefined : regional(locale, globalThis.navigator?.languages ?? [])

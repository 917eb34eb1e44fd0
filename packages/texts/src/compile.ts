import { IntlMessageFormat } from 'intl-messageformat'

/** Texts are not markup: `<` is a plain character. */
export const compile = (message: string, language: string): IntlMessageFormat =>
  new IntlMessageFormat(message, language, undefined, { ignoreTag: true })

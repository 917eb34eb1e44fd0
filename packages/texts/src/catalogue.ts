/** All texts of one package in one language, as a translator writes them: strings in ICU message format, no code. */
export interface Catalogue {
  readonly [key: string]: string | readonly string[] | Catalogue
}

/** What another language must have: the same keys, with any words. */
export type Translation<C> = C extends string
  ? string
  : C extends readonly string[]
    ? readonly string[]
    : { [K in keyof C]: Translation<C[K]> }

/** By the names that a message calls them. */
export type Values = Readonly<Record<string, string | number | boolean>>

/**
 * For each key whose text takes arguments: from the arguments of its function to the values its message names. A key
 * that is not here is plain text.
 */
export interface Parameters {
  readonly [key: string]: ((...given: never[]) => Values) | Parameters
}

/** What the code uses: strings, lists of strings, and functions where a message takes arguments. */
export type Texts<C, P> = { [K in keyof C]: TextAt<C[K], K extends keyof P ? P[K] : unknown> }

type TextAt<C, P> = C extends string
  ? P extends (...given: infer Given) => Values
    ? (...given: Given) => string
    : string
  : C extends readonly string[]
    ? readonly string[]
    : C extends object
      ? Texts<C, P>
      : C

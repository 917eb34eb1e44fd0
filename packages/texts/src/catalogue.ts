/** All texts of one package in one language: strings in ICU message format, no code. */
export interface Catalogue {
  readonly [key: string]: string | readonly string[] | Catalogue
}

/** The type of another language: the same keys, with any words. */
export type Translation<C> = C extends string
  ? string
  : C extends readonly string[]
    ? readonly string[]
    : { [K in keyof C]: Translation<C[K]> }

/** By the names in the message. */
export type Values = Readonly<Record<string, string | number | boolean>>

/**
 * For each key whose text takes arguments: a function from its arguments to the values in its message. Any
 * other key is plain text.
 */
export interface Parameters {
  readonly [key: string]: ((...given: never[]) => Values) | Parameters
}

/** The usable texts: strings, lists of strings, and functions for messages with arguments. */
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

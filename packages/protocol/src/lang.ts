import * as z from 'zod/mini'

/** The tag of a language (BCP 47), as `lang` of an element has it: `de`, `pt-BR`. */
export const Lang = z.string().check(z.maxLength(35), z.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/))

import type { Wordings } from '../wording.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { others } from './others.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { zh } from './zh.ts'

/** Those of the app first: a wording of several languages counts as theirs. */
export const ALL_WORDINGS: readonly Wordings[] = [en, de, es, fr, it, pt, tr, ar, ja, zh, ru, ...others]

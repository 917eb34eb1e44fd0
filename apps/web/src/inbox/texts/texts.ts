// The texts of the inbox, which is for staff alone: they are no part of the first visit.
import { textsOf } from '@lectern/texts'
import { language } from '../../texts/chosen-catalogue.ts'
import { languages } from '../../texts/languages.ts'
import { locale } from '../../texts/texts.ts'
import { parameters } from './parameters.ts'

const load = () => languages[language].inbox()

export const t = textsOf(await load().catch(load), parameters, language, { locale: () => locale })

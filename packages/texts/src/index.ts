export type { Catalogue, Parameters, Texts, Translation, Values } from './catalogue.ts'
export { textsOf } from './texts.ts'

export type { Catalogue, Parameters, Texts, Translation, Values } from './catalogue.ts'
export { regional } from './regional.ts'
export { textsOf } from './texts.ts'

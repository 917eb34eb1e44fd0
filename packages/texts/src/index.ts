export type { Catalogue, Parameters, Texts, Translation, Values } from './catalogue.ts'
export { isolate } from './isolate.ts'
export { regional } from './regional.ts'
export { textsOf, type OnScreen } from './texts.ts'

// Documents made from the contract. Separate from the main entry, so that no client contains the generators.
export { openApi, errorsOf } from './open-api.ts'
export { operationsOf } from './operations.ts'
export { asyncApi } from './async-api.ts'
export { docsPage } from './docs-page.ts'
export { examples } from './examples.ts'
export type { Json, JsonObject } from './json-schema.ts'

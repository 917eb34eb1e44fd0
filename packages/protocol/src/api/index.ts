import type * as all from './endpoints.ts'

/** Every HTTP endpoint by its operation id. A namespace, so that a page has only those that it calls. */
export * as endpoints from './endpoints.ts'

export type Operation = keyof typeof all
export type * from './endpoint.ts'
export { budgetOf } from './endpoint.ts'

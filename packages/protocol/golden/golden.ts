// What is frozen of the wire: a hash for every schema and endpoint, and one example file for every row and frame.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLOSE, endpoints, ERRORS, BUDGETS, LIMITS, PROTOCOL_VERSION, SUBPROTOCOL } from '../src/index.ts'
import { examples, openApi, operationsOf, type JsonObject } from '../src/spec/index.ts'
import { jsonSchemas } from '../src/spec/json-schema.ts'

const folder = import.meta.dirname
const hashesFile = 'schema-hashes.json'

/** Said to readers, not to programs: may change freely. A property of a row may bear the same name. */
const isWords = (key: string, value: unknown): boolean =>
  (typeof value === 'string' && (key === 'summary' || key === 'description')) ||
  (Array.isArray(value) && (key === 'tags' || key === 'examples'))

/** The same text for the same meaning: keys in order, no words. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => {
    if (isWords(key, part)) return undefined
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })

/** Sixteen hex digits that stay the same as long as the meaning does. */
export const hash = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16)

const hashAll = (of: Readonly<Record<string, unknown>>, prefix: string): [string, string][] =>
  Object.entries(of).map(([name, value]) => [`${prefix} ${name}`, hash(value)])

const describedOperations = (): Record<string, JsonObject> => {
  const paths = openApi(operationsOf(Object.values(endpoints)), '').paths as Record<
    string,
    Record<string, JsonObject>
  >
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation]),
    ),
  )
}

const documentSchemas = (): JsonObject => {
  const { schemas } = openApi(operationsOf(Object.values(endpoints)), '').components as {
    schemas: JsonObject
  }
  return { ...jsonSchemas({}, (name) => name).schemas, ...schemas }
}

/** By what is hashed: `schema Message`, `endpoint get /me`, `table limits`. */
export const currentHashes = (): Record<string, string> =>
  Object.fromEntries([
    ...hashAll(documentSchemas(), 'schema'),
    ...hashAll(describedOperations(), 'endpoint'),
    ...hashAll(
      {
        limits: LIMITS,
        budgets: BUDGETS,
        close_codes: CLOSE,
        errors: ERRORS,
        version: [PROTOCOL_VERSION, SUBPROTOCOL],
      },
      'table',
    ),
  ])

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))

export const frozenHashes = (): Record<string, string> => readJson(hashesFile) as Record<string, string>

/** The frozen examples by the name of their schema. */
export const frozenExamples = (): Record<string, unknown> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json') && name !== hashesFile)
      .map((name) => [name.slice(0, -'.json'.length), readJson(name)]),
  )

/** Freezes the wire as it is now. */
export const freeze = (): void => {
  for (const name of Object.keys(frozenExamples())) rmSync(join(folder, `${name}.json`))
  const files: Record<string, unknown> = { 'schema-hashes': currentHashes(), ...examples }
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content, null, 2) + '\n')
  }
}

// Converts the schemas of the contract to JSON Schema (draft 2020-12), in which a named schema is a `$ref` to
// its name.
import { registry as createRegistry, toJSONSchema } from 'zod/v4/core'
import type * as z from 'zod/mini'
import * as contract from '../index.ts'
import { examples } from './examples.ts'

export type Schema = z.ZodMiniType

export type Json = string | number | boolean | null | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && '_zod' in value && 'parse' in value

/** Every exported schema of the contract, by its name. */
export const namedSchemas: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.entries<unknown>(contract).filter((entry): entry is [string, Schema] => isSchema(entry[1])),
)

/** A format is clearer than its regular expression, and objects may grow (additions are allowed). */
const simplify = (json: JsonObject): void => {
  if (json.format === 'uuid' || json.format === 'date-time') delete json.pattern
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum
  if (json.additionalProperties === false) delete json.additionalProperties
  delete json.propertyNames
  delete json.default
}

export interface SchemaTable {
  /** By name. */
  schemas: Record<string, JsonObject>
  /** The name of a schema in `schemas`, found by identity: the same one may serve many endpoints. */
  nameOf(schema: Schema): string
}

/**
 * JSON Schemas of `extra` together with all named ones. `side` is `input` for a sender's values and `output`
 * for parsed ones, which is clearer for parameters.
 */
export const jsonSchemas = (
  extra: Readonly<Record<string, Schema>>,
  refTo: (name: string) => string,
  side: 'input' | 'output' = 'input',
): SchemaTable => {
  const registry = createRegistry<{ id: string }>()
  for (const [id, schema] of Object.entries({ ...namedSchemas, ...extra })) {
    if (!registry.has(schema)) registry.add(schema, { id })
  }
  const { schemas } = toJSONSchema(registry, {
    uri: refTo,
    io: side,
    override: ({ jsonSchema }) => simplify(jsonSchema as JsonObject),
  })
  for (const schema of Object.values(schemas)) {
    delete schema.$schema
    delete schema.$id
  }
  return {
    schemas: schemas as unknown as Record<string, JsonObject>,
    nameOf(schema) {
      const id = registry.get(schema)?.id
      if (id === undefined) throw new Error('The schema is not in this table')
      return id
    },
  }
}

/** The same schemas, with their examples. */
export const withExamples = (schemas: Readonly<Record<string, JsonObject>>): Record<string, JsonObject> => {
  const known: Readonly<Record<string, unknown>> = examples
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      name in known ? { ...schema, examples: [known[name] as Json] } : schema,
    ]),
  )
}

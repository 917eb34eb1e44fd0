import type { JsonObject, Json } from './json.ts'
import { between, pick, type Random } from '../random.ts'

const STRINGS: Record<string, (random: Random) => string> = {
  uuid: (random) => `01890000-0000-7000-8000-${between(random, 0, 0xffff).toString(16).padStart(12, '0')}`,
  'date-time': () => '2026-11-23T14:02:00.000Z',
  email: () => 'ada@example.edu',
}

/** A value that fits a JSON Schema of the contract; a UUID is sometimes one of `ids`. */
export const sample = (schema: JsonObject, random: Random, ids: readonly string[] = []): Json => {
  const variants = (schema.anyOf ?? schema.oneOf) as JsonObject[] | undefined
  if (variants) return sample(pick(random, variants), random, ids)
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return pick(random, schema.enum)
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, random, ids)
    case 'array':
      return Array.from({ length: between(random, 0, 3) }, () =>
        sample((schema.items ?? {}) as JsonObject, random, ids),
      )
    case 'string':
      if (schema.format === 'uuid' && ids.length > 0 && random() < 0.7) return pick(random, ids)
      return STRINGS[schema.format as string]?.(random) ?? pick(random, ['a', 'Ada', '👍', 'x'.repeat(64)])
    case 'integer':
    case 'number':
      return between(random, 0, 50)
    case 'boolean':
      return random() < 0.5
    default:
      return null
  }
}

const sampleObject = (schema: JsonObject, random: Random, ids: readonly string[]): JsonObject => {
  const required = (schema.required ?? []) as string[]
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonObject>)
  const present = properties.filter(([name]) => required.includes(name) || random() < 0.5)
  return Object.fromEntries(present.map(([name, property]) => [name, sample(property, random, ids)]))
}

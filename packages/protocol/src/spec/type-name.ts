import { html, type Html } from './html.ts'
import type { JsonObject } from './json-schema.ts'

const joinTypes = (types: readonly Html[], separator: string): Html[] =>
  types.flatMap((type, index) => (index === 0 ? [type] : [html`${separator}`, type]))

const bounds = (schema: JsonObject): string => {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema as Record<string, number>
  const low = minLength ?? minimum ?? minItems
  const high = maxLength ?? maximum ?? maxItems
  if (low === undefined && high === undefined) return ''
  if (high === undefined) return ` ≥ ${low}`
  return low === undefined ? ` ≤ ${high}` : ` ${low}–${high}`
}

const record = (values: JsonObject | boolean): Html =>
  typeof values === 'object' && Object.keys(values).length > 0
    ? html`{[key]: ${typeName(values)}}`
    : html`object`

/** A schema in one line; named ones link to their anchor on the page. */
export const typeName = (schema: JsonObject): Html => {
  const { $ref, anyOf, oneOf, enum: values, items, type, format, additionalProperties } = schema
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? ''
    return html`<a href="#${name}">${name}</a>`
  }
  const choices = (anyOf ?? oneOf) as JsonObject[] | undefined
  if (choices) return html`${joinTypes(choices.map(typeName), ' | ')}`
  if ('const' in schema) return html`${JSON.stringify(schema.const)}`
  if (Array.isArray(values)) return html`${values.map((value) => JSON.stringify(value)).join(' | ')}`
  if (type === 'array') return html`${typeName(items as JsonObject)}[]${bounds(schema)}`
  if (type === 'object') {
    return additionalProperties === undefined
      ? html`object`
      : record(additionalProperties as JsonObject | boolean)
  }
  return html`${(format ?? type ?? 'any') as string}${bounds(schema)}`
}

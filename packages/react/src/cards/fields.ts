// Turns the JSON Schema of a verb's input into the fields of a small form.
import { countChars, isBlank } from '@lectern/protocol'

export type Field = {
  name: string
  required: boolean
} & (
  | { kind: 'line' | 'text'; max: number }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'number'; min: number; max: number }
)

interface Property {
  type?: string
  enum?: readonly string[]
  maxLength?: number
  minimum?: number
  maximum?: number
  format?: string
}

/** `undefined` when the form has no such field: the card's view has to offer the verb. */
export const fieldsOf = (schema: Readonly<Record<string, unknown>> | undefined): Field[] | undefined => {
  const properties = Object.entries((schema?.['properties'] ?? {}) as Record<string, Property>)
  const required = (schema?.['required'] ?? []) as readonly string[]
  const fields = properties.map(([name, property]) => fieldOf(name, property, required.includes(name)))
  return fields.every((field) => field !== undefined) ? fields : undefined
}

const LONG = 200

const fieldOf = (name: string, property: Property, required: boolean): Field | undefined => {
  const { type, format, minimum = 0, maximum = 1_000_000, maxLength = LONG } = property
  if (property.enum) return { name, required, kind: 'choice', options: property.enum }
  if (type === 'integer') return { name, required, kind: 'number', min: minimum, max: maximum }
  if (type !== 'string' || format === 'uuid') return undefined
  return { name, required, kind: maxLength > LONG ? 'text' : 'line', max: maxLength }
}

/** Whether a verb runs without a form: it has no input, or only whether it is on. */
export const isOneTap = (schema: Readonly<Record<string, unknown>> | undefined): boolean =>
  Object.keys((schema?.['properties'] ?? {}) as object).every((name) => name === 'on')

export type Values = Readonly<Record<string, string>>

/** Whether every required field is filled, and none too full. */
export const isFilled = (fields: readonly Field[], values: Values): boolean =>
  fields.every((field) => {
    const value = (values[field.name] ?? '').trim()
    const isText = field.kind === 'line' || field.kind === 'text'
    return (!field.required || !isBlank(value)) && !(isText && countChars(value) > field.max)
  })

/** The input for the server: numbers as numbers, without empty fields. */
export const inputOf = (fields: readonly Field[], values: Values): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .map((field) => [field, (values[field.name] ?? '').trim()] as const)
      .filter(([{ required }, value]) => required || value !== '')
      .map(([{ name, kind }, value]) => [name, kind === 'number' ? Number(value) : value]),
  )

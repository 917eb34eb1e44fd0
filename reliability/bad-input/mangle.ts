import { between, pick, type Random } from '../random.ts'
import type { Json } from './json.ts'

const deep = (levels: number): Json => {
  let value: Json = 'deep'
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { deeper: value }
  return value
}

const JUNK: readonly ((random: Random) => Json)[] = [
  () => null,
  () => true,
  () => '',
  () => [],
  () => ({}),
  () => -1,
  () => 0.5,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => '\u0000',
  () => 'a\u0000b',
  () => '\uD800',
  () => '\u202Eelpmaxe',
  () => '\uFEFF\u200B',
  () => '../../etc/passwd',
  () => `'; DROP TABLE messages; --`,
  () => '{{7*7}}${7*7}<script>',
  () => '9'.repeat(400),
  (random) => 'x'.repeat(between(random, 1, 30_000)),
  (random) => '🧑‍🚀'.repeat(between(random, 1, 3_000)),
  (random) => deep(between(random, 1, 60)),
  (random) => Array.from({ length: between(random, 1, 2_000) }, () => 0),
  () => ({ __proto__: { admin: true }, constructor: { prototype: {} }, toString: 1 }),
]

export const pickJunk = (random: Random): Json => pick(random, JUNK)(random)

/** The value with one place changed: replaced, removed, doubled, or with an addition. */
export const mangle = (value: Json, random: Random): Json => {
  if (value === null || typeof value !== 'object' || random() < 0.15) return pickJunk(random)
  if (Array.isArray(value)) return mangleArray(value, random)
  const names = Object.keys(value)
  const name = names.length > 0 ? pick(random, names) : 'nothing'
  switch (between(random, 0, 3)) {
    case 0:
      return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
    case 1:
      return { ...value, [`${name}_`]: pickJunk(random) }
    default:
      return { ...value, [name]: mangle(value[name] ?? null, random) }
  }
}

const mangleArray = (value: readonly Json[], random: Random): Json => {
  if (value.length === 0) return [pickJunk(random)]
  const at = between(random, 0, value.length - 1)
  if (random() < 0.3) return [...value, ...Array.from({ length: 200 }, () => value[at] ?? null)]
  return value.map((item, index) => (index === at ? mangle(item, random) : item))
}

/** The text with bytes lost, doubled, changed or cut off: most likely not JSON any more. */
export const garble = (text: string, random: Random): Buffer => {
  const bytes = Buffer.from(text)
  const at = between(random, 0, Math.max(0, bytes.length - 1))
  switch (between(random, 0, 3)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes, bytes.subarray(at)])
    case 2:
      return Buffer.from(Array.from({ length: between(random, 0, 300) }, () => between(random, 0, 255)))
    default:
      return Buffer.from(bytes.map((byte, index) => (index === at ? between(random, 0, 255) : byte)))
  }
}

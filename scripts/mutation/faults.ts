// Typical faults of careless changes, planted one at a time: which tests notice?
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Fault {
  id: string
  /** The file of the fault. */
  file: string
  /** The original text, which occurs once. */
  find: string
  /** The faulty text. */
  replace: string
  /** Test files, one of which must fail. */
  tests: readonly string[]
}

/** A part of the code whose faults are counted together. */
export interface Area {
  name: string
  /** The least share of its faults that must be caught. */
  floor: number
}

const FOLDER = join(import.meta.dirname, 'faults')

/** Code of identity, permission, order and durability; elsewhere four in five must be caught. */
const GUARDED = [
  'apps/server/src/features/changes',
  'apps/server/src/features/messages',
  'apps/server/src/features/accounts',
  'apps/server/src/features/conversations',
  'apps/server/src/records',
  'apps/server/src/realtime',
  'apps/server/src/http',
  'apps/server/src/platform/db',
  'packages/client/src/sync',
  'packages/client/src/outbox',
  'packages/client/src/http',
]
const GUARDED_FLOOR = 0.9
const FLOOR = 0.8

export const readFaults = (): Fault[] =>
  readdirSync(FOLDER).flatMap((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Fault[])

/** The folder of the file, no deeper than a feature or a room. */
export const areaOf = ({ file }: Pick<Fault, 'file'>): Area => {
  const guarded = GUARDED.find((folder) => file.startsWith(`${folder}/`))
  if (guarded !== undefined) return { name: guarded, floor: GUARDED_FLOOR }
  const depth = /^apps\/server\/src\/(features|platform)\//.test(file) ? 5 : 4
  return { name: file.split('/').slice(0, -1).slice(0, depth).join('/'), floor: FLOOR }
}

export interface Score extends Area {
  planted: number
  caught: number
}

/** By area, in the order of their names. */
export const score = (results: readonly { fault: Pick<Fault, 'file'>; caught: boolean }[]): Score[] => {
  const areas = Map.groupBy(results, ({ fault }) => areaOf(fault).name)
  return [...areas.values()]
    .map((all) => ({
      ...areaOf((all[0] as (typeof all)[number]).fault),
      planted: all.length,
      caught: all.filter(({ caught }) => caught).length,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

export const meetsFloor = ({ planted, caught, floor }: Score): boolean => caught >= planted * floor

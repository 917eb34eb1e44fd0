// The functions that read text of other people, by file and name, with the longest text that each of them gets.
// `registry.test.ts` finds those that are missing here.
import type { TextWork } from './find-fast-growth.ts'
import type { Work } from './measure-growth.ts'
import { CLIENT } from './functions/client.ts'
import { PROTOCOL } from './functions/protocol.ts'
import { REACT } from './functions/react.ts'
import { SERVER } from './functions/server.ts'
import { WEB } from './functions/web.ts'

/** By file below its package's `src`, then by name: a function, or `Class.method`. */
export type TextFunctions = Readonly<Record<string, Readonly<Record<string, Work | TextWork>>>>

/** Where a function has no limit of its own: a length that shows the growth. */
const USUAL = 8_000

const PACKAGES: Readonly<Record<string, TextFunctions>> = {
  'packages/protocol': PROTOCOL,
  'packages/client': CLIENT,
  'packages/react': REACT,
  'apps/server': SERVER,
  'apps/web': WEB,
}

const whole = (work: Work | TextWork): TextWork =>
  typeof work === 'function' ? { work, length: USUAL } : work

/** By file and name. */
export const TEXT_FUNCTIONS: Readonly<Record<string, TextWork>> = Object.fromEntries(
  Object.entries(PACKAGES).flatMap(([folder, files]) =>
    Object.entries(files).flatMap(([file, functions]) =>
      Object.entries(functions).map(([name, work]) => [`${folder}/src/${file} ${name}`, whole(work)]),
    ),
  ),
)

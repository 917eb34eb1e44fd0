// Where the files of an installation lie: in a checkout, or in a package that was installed.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** A package has the built app beside the server's code. */
const PACKED_WEB = resolve(import.meta.dirname, '../web')
const isPacked = existsSync(PACKED_WEB)

export const WEB_DIR = isPacked ? PACKED_WEB : resolve(import.meta.dirname, '../../web/dist')

/** In the checkout, which is the installation; a package is installed where npm likes, so there it is where one starts. */
export const settingsFile = (): string =>
  isPacked ? resolve('lectern.env') : resolve(import.meta.dirname, '../../../lectern.env')

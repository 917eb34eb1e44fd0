// Runs after the build of the app: gives it a version, and builds the service worker with the list of all its
// files.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin, type ResolvedConfig } from 'vite'

/**
 * Fonts of other scripts and the names of emoji are cached at their first use; only developers need the maps.
 */
const KEPT =
  /^(?!assets\/emoji-).*\.(html|js|css|svg|png|webmanifest)$|(inter-text|-latin-wght-normal)-.*\.woff2$/
const VERSION_PLACE = '<meta name="lectern-version" content="" />'

const digest = (algorithm: string, content: string | Buffer): string =>
  createHash(algorithm).update(content).digest('base64')

/** The page names all its files by hashes, so its own hash identifies the whole version. */
const stampPage = (path: string): string => {
  const page = readFileSync(path, 'utf8')
  checkKept(page)
  const version = digest('sha256', page).replace(/\W/g, '').slice(0, 12)
  if (!page.includes(VERSION_PLACE)) throw new Error(`${path} has no place for its version: ${VERSION_PLACE}`)
  writeFileSync(path, page.replace(VERSION_PLACE, VERSION_PLACE.replace('""', `"${version}"`)))
  return version
}

/** All files that the page itself names must be available without a network. */
const checkKept = (page: string): void => {
  const lost = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].filter(
    ([, name = '']) => !KEPT.test(name),
  )
  if (lost.length > 0)
    throw new Error(`The service worker would not keep ${lost.map(([, name]) => name).join(', ')}`)
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => KEPT.test(name))
    .sort()
    .map((name) => ({
      path: `/${name}`,
      integrity: `sha256-${digest('sha256', readFileSync(join(folder, name)))}`,
    }))

export const serviceWorker = (entry: string): Plugin => {
  let config: ResolvedConfig
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    async closeBundle(error) {
      if (error) return
      const { root, logLevel, build: options } = config
      const outDir = resolve(root, options.outDir)
      const version = stampPage(join(outDir, 'index.html'))
      await build({
        configFile: false,
        root,
        ...(logLevel && { logLevel }),
        define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(filesIn(outDir)) },
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          target: options.target,
          sourcemap: true,
          rolldownOptions: {
            input: join(root, entry),
            output: { format: 'iife', entryFileNames: 'service-worker.js' },
          },
        },
      })
    },
  }
}

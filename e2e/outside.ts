// An application outside of the repository: it has the packages as npm packs them, and everything else as installed.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const PACKAGES = ['protocol', 'texts', 'client', 'react']

let packed: string | undefined

/** The folder of the packed packages, for all applications of this process. */
const pack = (): string => {
  packed = mkdtempSync(join(tmpdir(), 'lectern-packed-'))
  process.once('exit', () => rmSync(packed ?? '', { recursive: true, force: true }))
  const args = PACKAGES.flatMap((name) => ['-w', `packages/${name}`])
  execFileSync('npm', ['pack', ...args, '--ignore-scripts', '--silent', '--pack-destination', packed], {
    cwd: root,
  })
  return packed
}

/** Unpacks the packages into the application's own node_modules. */
const install = (folder: string): void => {
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '@lectern'), { recursive: true })
  const from = packed ?? pack()
  for (const name of PACKAGES) {
    const target = join(modules, '@lectern', name)
    mkdirSync(target)
    const file = readdirSync(from).find((each) => each.startsWith(`lectern-${name}-`)) ?? ''
    execFileSync('tar', ['-xzf', join(from, file), '-C', target, '--strip-components=1'])
  }
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@lectern' && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(modules, name))
}

/** React of the application, with what it brings: the packages of this repository are tried with another one. */
const installOlderReact = (folder: string): void => {
  const modules = join(folder, 'node_modules')
  const { resolve } = createRequire(join(import.meta.dirname, 'outside/package.json'))
  // A copy, and not a link: it looks for React beside itself.
  const own = ['react', 'react-dom', 'scheduler'].map((name) => [
    name,
    dirname(resolve(`${name}/package.json`)),
  ])
  rmSync(join(modules, '@tanstack'))
  cpSync(join(root, 'node_modules/@tanstack'), join(modules, '@tanstack'), { recursive: true })
  for (const [name = '', from = ''] of own) {
    rmSync(join(modules, name), { recursive: true })
    cpSync(from, join(modules, name), { recursive: true })
  }
}

/** The folder of a new application; `olderReact` gives it the one that `outside/package.json` names. */
export const outsideApplication = ({ olderReact = false } = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-outside-'))
  const from = join(import.meta.dirname, 'outside')
  cpSync(from, folder, { recursive: true, filter: (path) => !path.includes('node_modules') })
  // What Vite's own template for React has.
  writeFileSync(
    join(folder, 'vite.config.js'),
    `import react from '@vitejs/plugin-react'\nexport default { plugins: [react()] }\n`,
  )
  install(folder)
  if (olderReact) installOlderReact(folder)
  return folder
}

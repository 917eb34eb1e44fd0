// An application outside of the repository: it has the packages as npm packs them, and everything else as installed.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const PACKAGES = ['protocol', 'texts', 'client', 'react']

/** Packs the packages and unpacks them into the application's own node_modules. */
const install = (folder: string): void => {
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '@lectern'), { recursive: true })
  const packed = mkdtempSync(join(tmpdir(), 'lectern-packed-'))
  const args = PACKAGES.flatMap((name) => ['-w', `packages/${name}`])
  execFileSync('npm', ['pack', ...args, '--ignore-scripts', '--silent', '--pack-destination', packed], {
    cwd: root,
  })
  for (const name of PACKAGES) {
    const target = join(modules, '@lectern', name)
    mkdirSync(target)
    const file = readdirSync(packed).find((each) => each.startsWith(`lectern-${name}-`)) ?? ''
    execFileSync('tar', ['-xzf', join(packed, file), '-C', target, '--strip-components=1'])
  }
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@lectern' && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(modules, name))
}

/** The folder of a new application. */
export const outsideApplication = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-outside-'))
  cpSync(join(import.meta.dirname, 'outside'), folder, { recursive: true })
  // What Vite's own template for React has.
  writeFileSync(
    join(folder, 'vite.config.js'),
    `import react from '@vitejs/plugin-react'\nexport default { plugins: [react()] }\n`,
  )
  install(folder)
  return folder
}

// Makes dist/browser, which bundlers of pages take: each file of the contract without what only a server reads. They stay
// files, because a bundler leaves out the endpoints that a page never calls only if it sees where each one comes from.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { forPages } from './for-pages.ts'

const built = join(import.meta.dirname, 'dist')
const target = join(built, 'browser')

rmSync(target, { recursive: true, force: true })
for (const file of globSync('{*,{api,cards}/*}.js', { cwd: built })) {
  mkdirSync(dirname(join(target, file)), { recursive: true })
  writeFileSync(
    join(target, file),
    forPages(readFileSync(join(built, file), 'utf8'), file.replace(/\.js$/, '')),
  )
}

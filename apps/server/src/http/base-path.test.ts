import { expect, test } from 'vitest'
import { placePage, placeWorker, withoutBasePath } from './base-path.ts'

test.each([
  ['/lectern/auth/login', '/auth/login'],
  ['/lectern/', '/'],
  ['/lectern', '/'],
  ['/lectern?x=1', '/?x=1'],
  ['/lectern/c/5?x=/lectern/', '/c/5?x=/lectern/'],
  // Already taken off by the proxy, or of somebody else.
  ['/auth/login', '/auth/login'],
  ['/lectern-2/auth/login', '/lectern-2/auth/login'],
])('S3 below /lectern, %s is asked for as %s', (url, path) => {
  expect(withoutBasePath(url, '/lectern')).toBe(path)
})

test('S3 without a path nothing is taken off', () => {
  expect(withoutBasePath('/auth/login', '')).toBe('/auth/login')
})

const PAGE = `<meta name="lectern-base" content="" />
<link rel="icon" href="/favicon.svg" /><a href="https://elsewhere.example/">x</a><a href="//elsewhere.example/">x</a>
<script type="module" crossorigin src="/assets/app-1.js"></script>`

test('S3 the page names its files and its server below the path', () => {
  expect(placePage(PAGE, '/a/lectern')).toBe(`<meta name="lectern-base" content="/a/lectern" />
<link rel="icon" href="/a/lectern/favicon.svg" /><a href="https://elsewhere.example/">x</a><a href="//elsewhere.example/">x</a>
<script type="module" crossorigin src="/a/lectern/assets/app-1.js"></script>`)
})

test('S3 the service worker checks the page that is served', async () => {
  const digest = async (text: string) => {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    return `sha256-${Buffer.from(bytes).toString('base64')}`
  }
  const worker = `const FILES = [{path:"/index.html",integrity:"${await digest(PAGE)}"},{path:"/x",integrity:"sha256-x"}]`
  const placed = placePage(PAGE, '/lectern')
  expect(placeWorker(worker, PAGE, placed)).toBe(
    `const FILES = [{path:"/index.html",integrity:"${await digest(placed)}"},{path:"/x",integrity:"sha256-x"}]`,
  )
})

import { beforeEach, expect, test } from 'vitest'
import { ShellCache, shellName } from './shell-cache.ts'

const ORIGIN = 'https://chat.example.edu'
const at = (path: string) => ({ method: 'GET', mode: 'cors', url: ORIGIN + path }) as Request
const page = (path: string) => ({ ...at(path), mode: 'navigate' }) as Request

/** CacheStorage as a map of maps. */
class FakeCaches {
  readonly #caches = new Map<string, Map<string, Response>>()

  async open(name: string) {
    const files = this.#caches.get(name) ?? new Map<string, Response>()
    this.#caches.set(name, files)
    return { put: async (url: string, file: Response) => void files.set(new URL(url, ORIGIN).href, file) }
  }

  async match(url: string, { cacheName }: { cacheName?: string } = {}) {
    const searched = cacheName === undefined ? [...this.#caches.values()] : [this.#caches.get(cacheName)]
    return searched
      .map((files) => files?.get(new URL(url, ORIGIN).href))
      .find(Boolean)
      ?.clone()
  }

  keys = async () => [...this.#caches.keys()]
  delete = async (name: string) => this.#caches.delete(name)
  filesOf = (name: string) => [...(this.#caches.get(name)?.keys() ?? [])].map((url) => new URL(url).pathname)
}

let caches: FakeCaches
/** The files on the server; undefined: it is unreachable. */
let server: Record<string, string> | undefined
let status: number
let answers: Promise<void>
let asked: string[]
let held: string[]
let pages: number
let basePath: string
let pause: () => Promise<void>

const fetchFile = async (input: Request | string): Promise<Response> => {
  const { pathname } = new URL(typeof input === 'string' ? input : input.url, ORIGIN)
  asked.push(pathname)
  await answers
  if (!server) throw new TypeError('Failed to fetch')
  const body = server[pathname]
  return new Response(body ?? 'Not found', { status: body === undefined ? 404 : status })
}

const versioned = (version: string, files: string[]) =>
  new ShellCache({
    origin: ORIGIN,
    base_path: basePath,
    version,
    files: files.map((path) => ({ path, integrity: '' })),
    caches: caches as unknown as CacheStorage,
    fetch: fetchFile as typeof fetch,
    locks: { query: async () => ({ held: held.map((name) => ({ name })), pending: [] }) },
    pause: () => pause(),
    countPages: async () => pages,
  })

const textOf = async (answer: Promise<Response> | undefined) => (await answer)?.text()

const FIRST = ['/index.html', '/assets/app-1.js', '/assets/libraries-1.js', '/theme.js']
const SECOND = ['/index.html', '/assets/app-2.js', '/assets/libraries-1.js', '/theme.js']

beforeEach(() => {
  caches = new FakeCaches()
  server = Object.fromEntries(FIRST.map((path) => [path, `first ${path}`]))
  server['/'] = 'first /index.html'
  status = 200
  answers = Promise.resolve()
  asked = []
  held = []
  pages = 0
  basePath = ''
  pause = () => new Promise(() => {})
})

const upgrade = () => {
  server = Object.fromEntries(SECOND.map((path) => [path, `second ${path}`]))
}

test('without a network every page of the app opens with all its files', async () => {
  const shell = versioned('1', FIRST)
  await shell.install()
  server = undefined
  for (const path of ['/', '/signin', '/settings', '/c/01a206e4-4875-74bb-a3d0-f3c68ecbb68e'])
    expect(await textOf(shell.answer(page(path)))).toBe('first /index.html')
  for (const path of FIRST.slice(1)) expect(await textOf(shell.answer(at(path)))).toBe(`first ${path}`)
})

test('S3 below a path of its host it keeps its own files, and leaves those of others', async () => {
  basePath = '/lectern'
  server = Object.fromEntries(FIRST.map((path) => [`/lectern${path}`, `below ${path}`]))
  const shell = versioned('1', FIRST)
  await shell.install()
  server = undefined
  expect(await textOf(shell.answer(page('/lectern/settings')))).toBe('below /index.html')
  expect(await textOf(shell.answer(at('/lectern/theme.js')))).toBe('below /theme.js')
  for (const path of ['/lectern-2/settings', '/lectern/auth/refresh', '/portal'])
    expect(shell.answer(page(path))).toBeUndefined()
  await caches.open(shellName('1', ''))
  await versioned('2', FIRST).tidy()
  expect(await caches.keys()).toContain(shellName('1', ''))
})

test("the server's page is preferred to the cached one, unless it takes too long or is an error", async () => {
  const shell = versioned('1', FIRST)
  await shell.install()
  server = { '/': 'newer' }
  expect(await textOf(shell.answer(page('/')))).toBe('newer')
  status = 502
  expect(await textOf(shell.answer(page('/')))).toBe('first /index.html')
  status = 200
  answers = new Promise(() => {})
  pause = () => Promise.resolve()
  expect(await textOf(shell.answer(page('/')))).toBe('first /index.html')
})

test('a page that was never cached waits for the server however long it takes', async () => {
  pause = () => Promise.resolve()
  expect(await textOf(versioned('1', FIRST).answer(page('/')))).toBe('first /index.html')
})

test('the API of the server, other sites and commands are not handled here', () => {
  const shell = versioned('1', FIRST)
  const paths = [
    '/me',
    '/auth/refresh',
    '/conversations',
    '/sync',
    '/events',
    '/attachments/5',
    '/search?q=x',
  ]
  for (const path of paths) {
    expect(shell.answer(at(path))).toBeUndefined()
    expect(shell.answer(page(path))).toBeUndefined()
  }
  expect(
    shell.answer({ ...at('/assets/app-1.js'), url: 'https://elsewhere.example/assets/a.js' } as Request),
  ).toBe(undefined)
  expect(shell.answer({ ...page('/'), method: 'POST' } as Request)).toBeUndefined()
  expect(asked).toEqual([])
})

test('a version is cached as a whole or not at all, and known files are not requested again', async () => {
  await versioned('1', FIRST).install()
  upgrade()
  asked = []
  await versioned('2', SECOND).install()
  expect(asked).toEqual(['/index.html', '/assets/app-2.js', '/theme.js'])
  await expect(versioned('3', [...SECOND, '/assets/gone.js']).install()).rejects.toThrow('/assets/gone.js')
})

test('a file that is first needed later is cached then, but not a missing one', async () => {
  const shell = versioned('1', FIRST)
  await shell.install()
  server = { '/assets/font-1.woff2': 'greek' }
  expect(await textOf(shell.answer(at('/assets/font-1.woff2')))).toBe('greek')
  expect((await shell.answer(at('/assets/gone.js')))?.status).toBe(404)
  await expect.poll(() => caches.filesOf(shellName('1', ''))).toContain('/assets/font-1.woff2')
  server = undefined
  expect(await textOf(shell.answer(at('/assets/font-1.woff2')))).toBe('greek')
  await expect(shell.answer(at('/assets/gone.js'))).rejects.toThrow('Failed to fetch')
})

test('an open page of an earlier version finds its files until it is closed', async () => {
  await versioned('1', FIRST).install()
  upgrade()
  const second = versioned('2', SECOND)
  await second.install()
  held = [shellName('1', '')]
  pages = 1
  await second.tidy()
  expect(await textOf(second.answer(at('/assets/app-1.js')))).toBe('first /assets/app-1.js')

  held = [shellName('2', '')]
  pages = 2
  await second.tidy()
  expect(await caches.keys()).toContain(shellName('1', ''))

  held = [shellName('2', ''), shellName('2', ''), 'lectern-refresh']
  await caches.open('of another program')
  await second.tidy()
  expect(await caches.keys()).toEqual([shellName('2', ''), 'of another program'])
})

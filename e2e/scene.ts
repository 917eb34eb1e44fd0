// Ada and Ben in two windows, for all tests of a file. After a failure both are replaced by new people on new
// devices. Each test makes everything else it needs, so that it stands alone.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { DeviceOptions } from './browser.ts'
import { Casting, type Cast } from './cast.ts'
import { openConversation, Stage } from './stage.ts'

type Name = 'ada' | 'ben'

export interface SceneOptions {
  ada?: DeviceOptions
  ben?: DeviceOptions
  /** Allowed messages of the browser: see `Complaints.expect`. */
  expect?: readonly RegExp[]
  /** Whose windows are open, by default both: one that no test looks at costs as much as a small test. */
  windows?: readonly Name[]
  /** Their windows keep the files of the app: for tests without a network or a server. */
  keepsFiles?: boolean
  /** Opens a person's window in an unusual way. */
  signedIn?: (stage: Stage, email: string, options?: DeviceOptions) => Promise<Page>
}

/** The stage of the tests, if it is not the server of this worker. */
export interface Played<S extends Stage> {
  open: () => Promise<S>
}

export interface Scene<S extends Stage = Stage> {
  readonly stage: S
  readonly casting: Casting
  readonly cast: Cast
  readonly ada: Page
  readonly ben: Page
  /** New people on new devices: for tests that count everything a person has. */
  renew(): Promise<void>
  /** A new empty group of Ada, Ben and Chloe, open in the windows. */
  group(): Promise<Place>
  /** A new course of them and the assistant, likewise. */
  course(): Promise<Place>
}

export interface Place {
  id: string
  title: string
}

/** Registers the hooks of a file, or of a `describe`. */
export function useScene(options?: SceneOptions): Scene
export function useScene<S extends Stage>(options: SceneOptions & Played<S>): Scene<S>
export function useScene({
  open = Stage.shared,
  ...options
}: SceneOptions & Partial<Played<Stage>> = {}): Scene {
  const scene = new LiveScene({ open, ...options })
  beforeAll(() => scene.open())
  beforeEach(() => scene.begin())
  // The hook registered last runs first.
  holdToSilence(() => scene.stage)
  afterEach(({ task }) => scene.end(task.result?.state !== 'fail'))
  afterAll(() => scene.close())
  return scene
}

/** Expects no complaint of the browser after each test. */
export const holdToSilence = (stage: () => Stage): void => {
  afterEach(() => expect(stage().complaints.take()).toEqual([]))
}

class LiveScene implements Scene {
  readonly #options: SceneOptions & Played<Stage>
  #stage: Stage | undefined
  #casting: Casting | undefined
  #on: { cast: Cast; pages: ReadonlyMap<Name, Page> } | undefined
  #made = 0

  constructor(options: SceneOptions & Played<Stage>) {
    this.#options = options
  }

  get stage(): Stage {
    return present(this.#stage)
  }
  get casting(): Casting {
    return present(this.#casting)
  }
  get cast(): Cast {
    return present(this.#on).cast
  }
  get ada(): Page {
    return this.#page('ada')
  }
  get ben(): Page {
    return this.#page('ben')
  }

  async open(): Promise<void> {
    const stage = await this.#options.open()
    this.#stage = stage
    stage.keepsFiles = this.#options.keepsFiles ?? false
    for (const pattern of this.#options.expect ?? []) stage.complaints.expect(pattern)
    this.#casting = await Casting.open(stage.server.url, stage.server.dataDir)
  }

  async begin(): Promise<void> {
    if (this.#on) return
    await this.stage.closeWindows()
    await this.stage.revive()
    const cast = await this.casting.cast()
    const { signedIn = (stage, ...who) => stage.signedIn(...who), windows = ['ada', 'ben'] } = this.#options
    const opened = windows.map(
      async (name) => [name, await signedIn(this.stage, cast[name].email, this.#options[name])] as const,
    )
    this.#on = { cast, pages: new Map(await Promise.all(opened)) }
  }

  renew(): Promise<void> {
    this.#on = undefined
    return this.begin()
  }

  end(passed: boolean): void {
    if (!passed) this.#on = undefined
  }

  group(): Promise<Place> {
    return this.#conversation('group', [])
  }

  async course(): Promise<Place> {
    return this.#conversation('course', [await this.casting.assistant(this.cast.ada)])
  }

  async #conversation(kind: 'group' | 'course', others: string[]): Promise<Place> {
    const { ada, ben, chloe } = this.cast
    const title = `${kind === 'group' ? 'Study group' : 'Course'} ${String(++this.#made).padStart(2, '0')}`
    const { id } = await ada.create(kind, title, [ben.id, chloe.id, ...others])
    const pages = [...present(this.#on).pages.values()]
    await Promise.all(pages.map((page) => openConversation(page, title)))
    return { id, title }
  }

  #page(name: Name): Page {
    return present(present(this.#on).pages.get(name))
  }

  async close(): Promise<void> {
    await this.#casting?.close()
    await this.#stage?.close()
  }
}

const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The scene is not open')
  return value
}

// Ada and Ben in two windows of their own, for all tests of a file. A test that failed leaves nothing to the next one:
// then both are new people on new devices. What a test needs besides it makes itself, so that each stands alone.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { Casting, type Cast } from './cast.ts'
import { openConversation, Stage } from './stage.ts'

export interface SceneOptions {
  ada?: BrowserContextOptions
  ben?: BrowserContextOptions
  /** What the browser may say: see `Complaints.expect`. */
  expect?: readonly RegExp[]
  /** Where the tests play: the server of this worker unless one is given. */
  open?: () => Promise<Stage>
}

export interface Scene {
  readonly stage: Stage
  readonly casting: Casting
  readonly cast: Cast
  readonly ada: Page
  readonly ben: Page
  /** New people on new devices: for what counts everything that somebody has. */
  renew(): Promise<void>
  /** A new group of Ada, Ben and Chloe in which nothing was said, open in both windows. */
  group(): Promise<Place>
  /** A new course of them and the assistant, likewise. */
  course(): Promise<Place>
}

export interface Place {
  id: string
  title: string
}

/** Registers the hooks of a file, or of a `describe`. */
export const useScene = (options: SceneOptions = {}): Scene => {
  const scene = new LiveScene(options)
  beforeAll(() => scene.open())
  beforeEach(() => scene.begin())
  afterEach(({ task }) => {
    scene.end(task.result?.state !== 'fail')
    expect(scene.stage.complaints.take()).toEqual([])
  })
  afterAll(() => scene.close())
  return scene
}

class LiveScene implements Scene {
  readonly #options: SceneOptions
  #stage: Stage | undefined
  #casting: Casting | undefined
  #on: { cast: Cast; ada: Page; ben: Page } | undefined
  #made = 0

  constructor(options: SceneOptions) {
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
    return present(this.#on).ada
  }
  get ben(): Page {
    return present(this.#on).ben
  }

  async open(): Promise<void> {
    const stage = await (this.#options.open ?? Stage.shared)()
    for (const pattern of this.#options.expect ?? []) stage.complaints.expect(pattern)
    this.#stage = stage
    this.#casting = await Casting.open(stage.server.url, stage.server.dataDir)
  }

  async begin(): Promise<void> {
    if (this.#on) return
    await this.stage.closeWindows()
    const cast = await this.casting.cast()
    const [ada, ben] = await Promise.all([
      this.stage.signedIn(cast.ada.email, this.#options.ada),
      this.stage.signedIn(cast.ben.email, this.#options.ben),
    ])
    this.#on = { cast, ada, ben }
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
    await Promise.all([this.ada, this.ben].map((page) => openConversation(page, title)))
    return { id, title }
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

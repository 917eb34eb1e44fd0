// Devices that reach the server over their own proxied connections, which can be broken.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { FaultProxy } from '../../reliability/fault-proxy.ts'
import { useScene, type Played, type Scene, type SceneOptions } from '../scene.ts'
import { readTexts, Stage } from '../stage.ts'

/** The browser's own reports of failed requests, which these tests provoke. */
export const NETWORK = /net::ERR_|WebSocket connection to|status of (401|403|429|50\d)/

type LineFaults = Parameters<FaultProxy['set']>[0]
type DeviceOptions = BrowserContextOptions & { faults?: LineFaults }

export interface Device {
  page: Page
  line: FaultProxy
  url: string
}

/**
 * Devices on proxied connections, on any stage. Browser messages caused by the faults are expected from then
 * on.
 */
export class Lines {
  readonly stage: Stage
  readonly #lines = new Set<FaultProxy>()

  constructor(stage: Stage) {
    this.stage = stage
    stage.complaints.expect(NETWORK)
  }

  /** A device with a signed-in user. */
  async device(email: string, { faults = {}, ...options }: DeviceOptions = {}): Promise<Device> {
    const { line, url } = await this.line()
    line.set(faults)
    const page = await this.stage.signedIn(email, { baseURL: url, ...options })
    return { page, line, url }
  }

  async line(): Promise<{ line: FaultProxy; url: string }> {
    const line = await FaultProxy.listen(Number(new URL(this.stage.server.url).port))
    this.#lines.add(line)
    return { line, url: `http://127.0.0.1:${line.port}` }
  }

  /** Closes the proxies; the owner of the stage closes its windows. */
  async close(): Promise<void> {
    for (const line of this.#lines) await line.close()
  }
}

interface LinedScene<S extends Stage = Stage> {
  scene: Scene<S>
  /** Another device with a signed-in user; the caller closes its window. */
  device: Lines['device']
  /** The proxy of Ada's or Ben's window. */
  lineOf(page: Page): FaultProxy
}

/** Faults from the start. */
type LinedOptions = SceneOptions & { faults?: LineFaults }

/** A scene in which Ada's and Ben's devices reach the server over their own proxies. */
export function useLines(options?: LinedOptions): LinedScene
export function useLines<S extends Stage>(options: LinedOptions & Played<S>): LinedScene<S>
export function useLines({
  open = Stage.shared,
  faults,
  ...options
}: LinedOptions & Partial<Played<Stage>> = {}): LinedScene {
  let opened: Lines | undefined
  const lines = new WeakMap<Page, FaultProxy>()
  const device = async (email: string, window: DeviceOptions = {}): Promise<Device> => {
    opened ??= new Lines(scene.stage)
    const found = await opened.device(email, window)
    lines.set(found.page, found.line)
    return found
  }
  const scene = useScene({
    open,
    ...options,
    signedIn: async (_stage, email, window) =>
      (await device(email, { ...window, ...(faults && { faults }) })).page,
  })
  afterAll(() => opened?.close())
  const lineOf = (page: Page): FaultProxy => {
    const line = lines.get(page)
    if (!line) throw new Error('This window has no line of its own')
    return line
  }
  return { scene, device, lineOf }
}

/**
 * `count` distinct texts that show their order: "Tab 1/5.". The full stop separates the number from a time
 * after it.
 */
export const makeNumbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name} ${index + 1}/${count}.`)

/** The numbered texts of this name on screen, in order. */
export const readNumbered = async (page: Page, name: string): Promise<string[]> => {
  const pattern = new RegExp(`${name} \\d+/\\d+\\.`)
  return (await readTexts(page)).flatMap((text) => pattern.exec(text)?.[0] ?? [])
}

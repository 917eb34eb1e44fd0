// Devices that reach the server over a line of their own, which can be hurt.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { FaultProxy } from '../../reliability/fault-proxy.ts'
import { useScene, type Played, type Scene, type SceneOptions } from '../scene.ts'
import { said, Stage } from '../stage.ts'

/** What the browser itself says of requests that cannot get through: the faults are the point of these tests. */
export const NETWORK = /net::ERR_|WebSocket connection to|status of (401|403|429|50\d)/

type LineFaults = Parameters<FaultProxy['set']>[0]
type DeviceOptions = BrowserContextOptions & { faults?: LineFaults }

export interface Device {
  page: Page
  line: FaultProxy
  url: string
}

/** Devices on lines, on any stage. What their lines may make the browser say is expected from then on. */
export class Lines {
  readonly stage: Stage
  readonly #lines = new Set<FaultProxy>()

  constructor(stage: Stage) {
    this.stage = stage
    stage.complaints.expect(NETWORK)
  }

  /** A device with somebody signed in. */
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

  /** Ends the lines; whoever owns the stage closes its windows. */
  async close(): Promise<void> {
    for (const line of this.#lines) await line.close()
  }
}

interface LinedScene<S extends Stage = Stage> {
  scene: Scene<S>
  /** Another device with somebody signed in; who opened it closes its window. */
  device: Lines['device']
  /** The line of Ada's or Ben's window. */
  lineOf(page: Page): FaultProxy
}

/** What is wrong with the lines from the start. */
type LinedOptions = SceneOptions & { faults?: LineFaults }

/** A scene in which Ada's and Ben's devices reach the server over lines of their own. */
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

/** `count` texts that are told apart and show their order: "Tab 1/5.". The stop keeps the time that follows away. */
export const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name} ${index + 1}/${count}.`)

/** The numbered texts of this name on screen, in order. */
export const shown = async (page: Page, name: string): Promise<string[]> => {
  const pattern = new RegExp(`${name} \\d+/\\d+\\.`)
  return (await said(page)).flatMap((text) => pattern.exec(text)?.[0] ?? [])
}

// Devices that reach the server over a line of their own, which can be hurt.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { FaultProxy } from '../../reliability/fault-proxy.ts'
import { said, Stage, type OwnStage } from '../stage.ts'

/** What the browser itself says of requests that cannot get through: the faults are the point of these tests. */
const NETWORK = /net::ERR_|WebSocket connection to|status of (401|403|429|50\d)/

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
  async device(
    email: string,
    { faults = {}, ...options }: BrowserContextOptions & { faults?: Parameters<FaultProxy['set']>[0] } = {},
  ): Promise<Device> {
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

/** The stage of the fault tests: a server of its own whose log tells of sockets, and devices on lines. */
export class FaultStage extends Lines {
  override readonly stage: OwnStage

  /** Logs the opening and closing of sockets. */
  static async open(): Promise<FaultStage> {
    return new FaultStage(await Stage.open({ LECTERN_LOG_LEVEL: 'info' }))
  }

  private constructor(stage: OwnStage) {
    super(stage)
    this.stage = stage
  }

  get server() {
    return this.stage.server
  }

  /** What pages said that no fault explains. */
  get complaints(): readonly string[] {
    return this.stage.complaints.list
  }

  /** Ids of the open sockets of this person, by the log of the server. */
  sockets(user_id: string): string[] {
    const closed = new Set(this.server.events('socket_closed').map(({ connection_id }) => connection_id))
    return this.opened(user_id).filter((id) => !closed.has(id))
  }

  /** Ids of all sockets of this person so far, in the order in which they were opened. */
  opened(user_id: string): string[] {
    return this.server
      .events('socket_opened')
      .filter((event) => event['user_id'] === user_id)
      .map(({ connection_id }) => String(connection_id))
  }

  override async close(): Promise<void> {
    await this.stage.close()
    await super.close()
  }
}

/** `count` texts that are told apart and show their order: "Tab 1/5.". The stop keeps the time that follows away. */
export const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name} ${index + 1}/${count}.`)

/** The numbered texts of this name on screen, in order. */
export const shown = async (page: Page, name: string): Promise<string[]> => {
  const pattern = new RegExp(`${name} \\d+/\\d+\\.`)
  return (await said(page)).flatMap((text) => pattern.exec(text)?.[0] ?? [])
}

// The place of a trial: a school, its server behind a fault proxy, devices, and the history.
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError } from '@lectern/client'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { Device, type DeviceOptions } from './device.ts'
import { FaultProxy } from './fault-proxy.ts'
import { checkHistory, type Violation } from './history-checker.ts'
import { emptyHistory, PROMISED, type Committed, type History } from './history.ts'
import type { Random } from './random.ts'
import { School } from './school.ts'
import { ServerProcess } from './server-process.ts'
import { timeLimits, type Size, type TimeLimits } from './time-limits.ts'
import { until } from './until.ts'

const QUIET_WITHIN_MS = 30_000
/** After quiet the numbers may still be on their way. */
const AGREE_WITHIN_MS = 5_000
const RETRY_MS = 50
const CREATES = 5
const CREATE_AGAIN_MS = 500

export interface StageOptions {
  random: Random
  size: Size
  people?: number
  env?: Record<string, string>
  /** By default SQLite in the folder. */
  database_url?: string
  /** The folder of the school; by default a temporary one. */
  folder?: string
}

export interface JudgeOptions {
  /** Compare with new devices (I7). */
  fresh?: boolean
  agreeWithinMs?: number
}

export class Stage {
  readonly school: School
  readonly proxy: FaultProxy
  readonly random: Random
  readonly limits: TimeLimits
  server: ServerProcess
  readonly history: History
  readonly #env: Record<string, string>
  readonly #devices = new Set<Device>()
  readonly #lines = new Set<FaultProxy>()
  #conversations: string[] = []

  static async set({
    random,
    size,
    people = 3,
    env = {},
    folder,
    database_url,
  }: StageOptions): Promise<Stage> {
    const school = await School.found(people, folder, database_url)
    const server = await ServerProcess.start(school.data_dir, await freePort(), env)
    return new Stage(school, server, await FaultProxy.listen(server.port), { random, size, env })
  }

  private constructor(
    school: School,
    server: ServerProcess,
    proxy: FaultProxy,
    { random, size, env }: { random: Random; size: Size; env: Record<string, string> },
  ) {
    this.school = school
    this.server = server
    this.proxy = proxy
    this.random = random
    this.#env = env
    this.limits = timeLimits(size)
    this.history = emptyHistory({
      visible_within_ms: this.limits.allow(PROMISED.visible_within_ms),
      revoked_within_ms: this.limits.allow(PROMISED.revoked_within_ms),
    })
  }

  get devices(): readonly Device[] {
    return [...this.#devices]
  }

  get conversations(): readonly string[] {
    return this.#conversations
  }

  /** An online device of the person with this index. */
  async device(index: number, options: Partial<DeviceOptions> = {}): Promise<Device> {
    const device = this.unstarted(index, options)
    await device.start()
    return device
  }

  unstarted(index: number, options: Partial<DeviceOptions> = {}): Device {
    const person = this.school.person(index)
    const apiUrl = `http://127.0.0.1:${this.proxy.port}`
    const name = `${person.name}'s device`
    const device = new Device({
      name,
      person,
      apiUrl,
      history: this.history,
      random: this.random,
      ...options,
    })
    this.#devices.add(device)
    return device
  }

  /** Another proxy to the server, for devices with separate faults. */
  async line(): Promise<{ line: FaultProxy; apiUrl: string }> {
    const line = await FaultProxy.listen(this.server.port)
    this.#lines.add(line)
    return { line, apiUrl: `http://127.0.0.1:${line.port}` }
  }

  /** Removes a device from the stage. */
  leave(device: Device): void {
    device.close()
    this.#devices.delete(device)
  }

  /** A new conversation of the device's owner with others, opened on all devices of its members. */
  async conversation(by: Device, others: readonly number[]): Promise<string> {
    const member_ids = others.map((index) => this.school.person(index).user_id)
    const { id } = await createdBy(by, { kind: 'group', title: 'A trial', member_ids })
    this.#conversations.push(id)
    for (const user_id of [by.person.user_id, ...member_ids])
      this.history.memberships.push({ conversation_id: id, user_id, joined_seq: 1 })
    const members = this.devices.filter(({ person }) =>
      [by.person.user_id, ...member_ids].includes(person.user_id),
    )
    await Promise.all(members.map((device) => device.open(id)))
    return id
  }

  /** The database content of the conversations. */
  committed(): Committed[] {
    return this.school.committed(this.#conversations)
  }

  /** Records the end of a membership, with the change in the database. */
  leaveConversation(conversation_id: string, user_id: string): void {
    const left_seq = this.school.leftAt(conversation_id, user_id)
    for (const membership of this.history.memberships)
      if (membership.conversation_id === conversation_id && membership.user_id === user_id)
        membership.left_seq = left_seq
  }

  /** Restarts the server on the same folder and port. */
  async restart(): Promise<void> {
    await this.server.ended()
    this.server = await ServerProcess.start(this.school.data_dir, this.server.port, this.#env)
  }

  /** Nothing is left to send and all devices are online. */
  get calm(): boolean {
    return this.devices.every((device) => device.pending === 0 && device.online)
  }

  async quiet(): Promise<void> {
    await until(
      () => this.calm,
      () => `all is sent and everybody is online (${this.#unrest()})`,
      this.limits.allow(QUIET_WITHIN_MS),
    )
  }

  /** The time from now until all is quiet; its upper limit if that does not happen. */
  async recovery(): Promise<number> {
    const begun = performance.now()
    await this.quiet().catch(() => {})
    return performance.now() - begun
  }

  /**
   * Judges the events since the last time, once all is quiet. Screens may take a moment to agree; a difference
   * after that is a violation.
   */
  async judge({ fresh = true, agreeWithinMs = AGREE_WITHIN_MS }: JudgeOptions = {}): Promise<Violation[]> {
    const unquiet = await this.quiet().then(
      () => [],
      (error: Error): Violation[] => [
        { invariant: 'I1', sentence: `${error.message}.`, ids: [...this.#conversations] },
      ],
    )
    const deadline = performance.now() + this.limits.allow(agreeWithinMs)
    for (const device of this.devices) await device.scrollUp()
    const newcomers = fresh ? await this.#newcomers() : []
    for (;;) {
      const violations = await this.#verdict(newcomers)
      if (violations.length > 0 && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
        continue
      }
      for (const newcomer of newcomers) newcomer.close()
      return [...unquiet, ...violations]
    }
  }

  /** Forgets all events and closes all conversations, for the next trial on the same server. */
  nextTrial(): void {
    for (const device of this.devices) device.closeConversations()
    this.#conversations = []
    Object.assign(this.history, emptyHistory(this.history))
  }

  async close(): Promise<void> {
    for (const device of this.devices) this.leave(device)
    for (const line of [this.proxy, ...this.#lines]) await line.close()
    if (this.server.running) await this.server.kill()
    this.school.close()
  }

  /** One new device for each present person, which has to load everything. */
  async #newcomers(): Promise<Device[]> {
    const elsewhere = emptyHistory()
    const owners = new Map(this.devices.map((device) => [device.person.user_id, device]))
    return Promise.all(
      [...owners.values()].map(async (owner) => {
        const newcomer = new Device({
          name: `${owner.person.name}'s new device`,
          person: owner.person,
          apiUrl: `http://127.0.0.1:${this.server.port}`,
          history: elsewhere,
          random: this.random,
          signsIn: true,
        })
        await newcomer.start()
        const mine = this.history.memberships.filter(
          ({ user_id, left_seq }) => user_id === owner.person.user_id && left_seq === undefined,
        )
        for (const { conversation_id } of mine) await newcomer.open(conversation_id)
        await newcomer.scrollUp()
        return newcomer
      }),
    )
  }

  async #verdict(newcomers: Device[]): Promise<Violation[]> {
    const committed = await this.school.messages(this.#conversations)
    for (const device of this.devices) device.flush()
    const screens = [
      ...this.history.screens,
      ...this.devices.flatMap((device) => device.screens('final')),
      ...newcomers.flatMap((device) => device.screens('fresh')),
    ]
    return checkHistory({ ...this.history, screens, committed })
  }

  #unrest(): string {
    return this.devices
      .filter((device) => device.pending > 0 || !device.online)
      .map(
        (device) => `${device.name}: ${device.pending} pending, ${device.chat.connection.state.get().status}`,
      )
      .join('; ')
  }
}

/** As a person does: once more, if the network was not there. A conversation without a message harms nobody. */
const createdBy = async (
  { chat }: Device,
  wanted: Parameters<Device['chat']['conversations']['create']>[0],
): Promise<{ id: string }> => {
  for (let attempt = 1; ; attempt++)
    try {
      return await chat.conversations.create(wanted)
    } catch (error) {
      if (attempt === CREATES || !(error instanceof ApiError) || error.problem.retry === 'never') throw error
      await sleep(CREATE_AGAIN_MS)
    }
}

// The device's own storage does not answer, or has no room, while its person writes, refreshes and restarts.
import { setTimeout as sleep } from 'node:timers/promises'
import { MemoryStorage } from '@lectern/client'
import { CookieJar } from '../cookie-jar.ts'
import type { Device, DeviceOptions } from '../device.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import type { Violation } from '../history-checker.ts'
import { play, type Scene } from '../play.ts'
import { between } from '../random.ts'
import { talk } from '../talk.ts'
import { UncertainStorage } from '../uncertain-storage.ts'
import { until } from '../until.ts'

/** Longer than the life of a token. */
const STEP_MS = 20 * 60_000
/** The longest time for one call of a storage that is silent: the SDK waits for four seconds. */
const SILENCE_MS = 4_500
const READY_WITHIN_MS = 15_000

/** A device whose storage can fail. */
interface Laptop {
  device: Device
  storage: UncertainStorage
  line: FaultProxy
  options: Partial<DeviceOptions>
}

const openLaptop = async ({ stage, trial }: Scene<Device>): Promise<Laptop> => {
  const { line, apiUrl } = await stage.line()
  const disk = new MemoryStorage()
  const storage = new UncertainStorage(disk)
  const cookie = trial % 2 === 0 && { fetch: new CookieJar().fetch, refreshIn: 'cookie' as const }
  const options = { name: `Ada's laptop ${trial}`, apiUrl, storage: disk, ...cookie }
  const device = await stage.device(0, { ...options, seenStorage: storage, signsIn: true })
  return { device, storage, line, options }
}

/** The application is closed and opened again on the same device, whose storage may be as before. */
const restart = async (
  { stage }: Scene<Device>,
  laptop: Laptop,
  conversation_id: string,
  begins: (storage: UncertainStorage) => void,
): Promise<void> => {
  const { storage: disk } = laptop.options
  await laptop.storage.answered()
  stage.leave(laptop.device)
  laptop.storage = new UncertainStorage(disk ?? new MemoryStorage())
  begins(laptop.storage)
  // It may show again where it was before: what it knew of that was in the storage.
  const name = `${laptop.device.name} again`
  const options = { ...laptop.options, seenStorage: laptop.storage, name }
  laptop.device = stage.unstarted(0, { ...options, continues: true })
  await laptop.device.start()
  await laptop.device.open(conversation_id)
}

const stepped = (scene: Scene<Device>): Promise<void> =>
  scene.stage.server.stepClock(STEP_MS * (scene.trial + 1))

const signedIn = ({ name, chat }: Device, when: string): Violation[] => {
  const { status } = chat.session.state.get()
  return expectation('I1', status === 'signed_in', `${name} is ${status} ${when}.`)
}

const sent = async (scene: Scene<Device>, { device }: Laptop, when: string): Promise<Violation[]> => {
  const limit = scene.stage.limits.allow(READY_WITHIN_MS)
  const isSent = await until(() => device.pending === 0, 'everything is sent', limit).then(
    () => true,
    () => false,
  )
  return expectation('I1', isSent, `${device.name} has ${device.pending} messages to send ${when}.`)
}

const hang = async (scene: Scene<Device>) => {
  const { stage, cast: ben, random, trial } = scene
  const laptop = await openLaptop(scene)
  const conversation_id = await stage.conversation(laptop.device, [1])
  const writes = () => talk([laptop.device, ben], conversation_id, random, { messages: 3, pauseMs: 20 })
  await writes()
  laptop.storage.fallSilent()
  await writes()
  await stepped(scene)
  await writes()
  const violations = [
    ...(await sent(scene, laptop, 'beside a storage that is silent')),
    ...signedIn(laptop.device, 'after a refresh beside a storage that is silent'),
  ]
  // What is written without storage and network is kept until the storage answers.
  laptop.line.set({ refuse: true })
  laptop.line.cut()
  await writes()
  await sleep(between(random, 0, SILENCE_MS))
  laptop.storage.heal()
  await laptop.storage.answered()
  laptop.line.heal()
  // A storage that is silent from the start; the cookie says who it is.
  if (trial % 2 === 0) {
    // It cannot know of what is on the device, so nothing there may have to go before what it sends.
    await stage.quiet()
    await restart(scene, laptop, conversation_id, (storage) => storage.fallSilent())
    violations.push(...signedIn(laptop.device, 'after a restart beside a storage that is silent'))
    await writes()
    violations.push(...(await sent(scene, laptop, 'that were written beside a storage that is silent')))
    laptop.storage.heal()
  }
  await restart(scene, laptop, conversation_id, () => {})
  violations.push(...signedIn(laptop.device, 'after a restart'))
  const recovery_ms = [await stage.recovery()]
  return { recovery_ms, violations }
}

const fill = async (scene: Scene<Device>) => {
  const { stage, cast: ben, random, trial } = scene
  const laptop = await openLaptop(scene)
  const conversation_id = await stage.conversation(laptop.device, [1])
  const writes = () => talk([laptop.device, ben], conversation_id, random, { messages: 3, pauseMs: 20 })
  await writes()
  laptop.storage.fill()
  await writes()
  await stepped(scene)
  await writes()
  const violations = [
    ...(await sent(scene, laptop, 'beside a storage that is full')),
    ...signedIn(laptop.device, 'after a refresh beside a storage that is full'),
  ]
  if (trial % 2 === 0) {
    await restart(scene, laptop, conversation_id, (storage) => storage.fill())
    violations.push(...signedIn(laptop.device, 'after a restart beside a storage that is full'))
    await writes()
  }
  laptop.line.set({ refuse: true })
  laptop.line.cut()
  await writes()
  laptop.storage.heal()
  // The next write finds room, and takes the others with it.
  await writes()
  await restart({ ...scene }, laptop, conversation_id, () => laptop.line.heal())
  violations.push(...signedIn(laptop.device, 'after a restart with room again'))
  const recovery_ms = [await stage.recovery()]
  return { recovery_ms, violations }
}

const trialOf = (trial: typeof hang) => (options: FaultOptions) =>
  play(options, {
    cast: (stage) => stage.device(1),
    trial: async (scene) => {
      const others = scene.stage.devices.filter((device) => device !== scene.cast)
      for (const device of others) scene.stage.leave(device)
      return trial(scene)
    },
  })

export const clientStorageHangs: Fault = {
  name: 'client-storage-hangs',
  fault: "the device's own storage falls silent, or is silent from the start",
  pass: 'all is sent beside it, nobody is signed out, what was written meanwhile survives a restart after it',
  waits: true,
  trials: { ci: 2, full: 40 },
  run: trialOf(hang),
}

export const clientStorageFull: Fault = {
  name: 'client-storage-full',
  fault: "the device's own storage has no room while tokens are refreshed and people write",
  pass: 'all is sent beside it, nobody is signed out, nothing comes back from before; with room all is kept again',
  waits: true,
  trials: { ci: 2, full: 40 },
  run: trialOf(fill),
}

// The disk refuses writes for a while: it is full, or the data folder's files may not grow (as on a read-only
// mount).
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needProgram } from '../../scripts/programs.ts'
import { ask } from '../ask.ts'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { expectation } from '../expectation.ts'
import { play, type Outcome } from '../play.ts'
import type { Random } from '../random.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { until, holdsWithin } from '../until.ts'

const DISK = '24m'
const SENT_WITHIN_MS = 2_000

/** Makes writes fail, and succeed again. */
interface Refusal {
  name: string
  begin(stage: Stage): void
  end(stage: Stage): void
}

const fullDisk: Refusal = {
  name: 'a full disk',
  begin: ({ school }) => fillDisk(school.besides('ballast')),
  end: ({ school }) => rmSync(school.besides('ballast')),
}

const PIECE = Buffer.alloc(64 * 1024)

/** The server still writes meanwhile, so that nobody knows how much fits: as much as the disk takes. */
const fillDisk = (ballast: string): void => {
  for (;;)
    try {
      appendFileSync(ballast, PIECE)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return
      throw error
    }
}

const frozenFiles: Refusal = {
  name: 'files that may not be written',
  begin: ({ server }) => limitFiles(server.pid, '0'),
  end: ({ server }) => limitFiles(server.pid, 'unlimited'),
}

const limitFiles = (pid: number, bytes: string): void => {
  execFileSync(needProgram('prlimit'), ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
}

const mountDisk = (folder: string): void => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    throw new Error('No small disk could be mounted here. Run this as root where it is allowed.')
  }
}

const refuseWrites = async (options: FaultOptions): Promise<FaultResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-disk-'))
  mountDisk(folder)
  const refusals = [fullDisk, frozenFiles]
  try {
    return await play(options, {
      stage: { folder },
      cast: async (stage) => [await stage.device(0), await stage.device(1)] as const,
      trial: ({ stage, cast, random, trial }) =>
        oneTrial(stage, cast, refusals[trial % refusals.length] ?? frozenFiles, random),
    })
  } finally {
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  }
}

const oneTrial = async (
  stage: Stage,
  devices: readonly [Device, Device],
  refusal: Refusal,
  random: Random,
): Promise<Outcome> => {
  const [ada] = devices
  const conversation_id = await stage.conversation(ada, [1])
  await talk(devices, conversation_id, random, { messages: 3, pauseMs: 10 })
  await stage.quiet()
  refusal.begin(stage)
  const refused = await writeUntilRefused(stage, ada, conversation_id, random)
  await talk(devices, conversation_id, random, { messages: 4, pauseMs: 50 })
  const { status } = await ask(stage, { method: 'GET', ...messagesOf(ada, conversation_id) })
  refusal.end(stage)
  const recovery = await stage.recovery()
  const sentence = `Reading was answered with ${status} under ${refusal.name}.`
  return { recovery_ms: [recovery], violations: [...refused, ...expectation('I1', status === 200, sentence)] }
}

/** A little space may be left before the server refuses. */
const writeUntilRefused = async (
  stage: Stage,
  device: Device,
  conversation_id: string,
  random: Random,
): Promise<Violation[]> => {
  let code = ''
  await until(async () => {
    const content = `${random()} `.padEnd(15_000, 'y')
    const id = device.send(conversation_id, content)
    await holdsWithin(SENT_WITHIN_MS, () => device.pending === 0)
    // A repeat returns the stored message if there is one (MS2).
    const question = {
      method: 'POST',
      ...messagesOf(device, conversation_id),
      body: { id, content },
    } as const
    code = (await ask(stage, question)).code
    return code !== ''
  }, 'the server refuses')
  return expectation(
    'I4',
    code === 'storage_full',
    `A message that cannot be stored was answered with ${code}.`,
  )
}

const messagesOf = ({ chat }: Device, conversation_id: string) => ({
  path: `/conversations/${conversation_id}/messages`,
  token: chat.session.accessToken.get() ?? '',
})

export const storageFull: Fault = {
  name: 'storage-full',
  fault: 'disk full, or files that may not be written',
  pass: 'sends answered storage_full, reads work, recovers without restart',
  waits: true,
  trials: { ci: 2, full: 20 },
  run: refuseWrites,
}

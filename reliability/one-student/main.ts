// One student against everybody: what each attack costs the others. Run it on a machine that does nothing else:
//   npm run one-student -- [seconds for each attack] [names]
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker, isMainThread, workerData } from 'node:worker_threads'
import { percentile } from '../percentile.ts'
import { attacks, play } from './attacks.ts'
import { openClass, watchBystanders, type Class } from './classroom.ts'
import { Hostile } from './hostile.ts'

const MOST = 3
const GROUPS = 50
const CALM_SECONDS = 5

const [seconds = '60', names] = process.argv.slice(2)
const chosen = attacks.filter(({ name }) => names === undefined || names.split(',').includes(name))

const p99 = (times: readonly number[]): number => percentile(times, 0.99)
const inTime = (ms: number) => {
  const end = performance.now() + ms
  return () => performance.now() >= end
}

/** The attacker is a thread of its own, so that its work does not delay the clock of the others. */
const attackElsewhere = (school: Class, name: string, ms: number): Promise<Hostile['counts']> => {
  const { person, port, conversation_ids } = school.hostile()
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { person, port, conversation_ids, name, ms },
    execArgv: ['--conditions=lectern-source'],
  })
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
}

const measure = async (): Promise<void> => {
  const school = await openClass('full', 1, GROUPS)
  let worst = 0
  console.log(
    '| Attack | p99 before | p99 during | Ratio | Others refused | Answers to the student | Closes |',
  )
  console.log('| --- | ---: | ---: | ---: | ---: | --- | --- |')
  await watchBystanders(school, inTime(3_000))
  for (const { name } of chosen) {
    const before = await watchBystanders(school, inTime(CALM_SECONDS * 1_000))
    const ms = Number(seconds) * 1_000
    const attack = attackElsewhere(school, name, ms)
    const during = await watchBystanders(school, inTime(ms))
    const { statuses, closes } = await attack
    const ratio = p99(during.times_ms) / p99(before.times_ms)
    worst = Math.max(worst, ratio)
    const told = (counts: Record<string, number>) =>
      Object.entries(counts)
        .map(([key, count]) => `${count} × ${key}`)
        .join(', ') || '–'
    console.log(
      `| ${name} | ${p99(before.times_ms).toFixed(1)} ms | ${p99(during.times_ms).toFixed(1)} ms | ${ratio.toFixed(1)} | ` +
        `${during.failures} of ${during.times_ms.length} | ${told(statuses)} | ${told(closes)} |`,
    )
    await sleep(2_000)
  }
  await school.close()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  console.log(
    `\nThe worst ratio is ${worst.toFixed(1)}; ${MOST} is allowed. ${seconds} s each, on ${commit}.`,
  )
  process.exit(worst > MOST ? 1 : 0)
}

const attackFromHere = async (): Promise<void> => {
  const { person, port, conversation_ids, name, ms } = workerData as Hostile & { name: string; ms: number }
  const hostile = new Hostile(person, port, conversation_ids)
  const attack = attacks.find((each) => each.name === name)
  const { parentPort } = await import('node:worker_threads')
  if (attack) await Promise.race([play(attack, hostile, inTime(ms)), sleep(ms + 5_000)])
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(hostile.counts)
  process.exit()
}

await (isMainThread ? measure() : attackFromHere())

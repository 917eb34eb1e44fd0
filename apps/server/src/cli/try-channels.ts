// Findings of `lectern doctor` about what leaves the app. A test is sent only when it is asked for.
import type { Config } from '../config.ts'
import { requireUser } from '../features/accounts/users.ts'
import { findLiveSubscription, findOfUser } from '../records/push-subscriptions.ts'
import type { Context } from '../features/context.ts'
import { testContent } from '../features/push/content.ts'
import { livingNow, urgent } from '../features/push/send-pushes.ts'
import { timestamp } from '../platform/clock.ts'
import { PushService } from '../platform/push/push-service.ts'
import { withContext } from './command.ts'
import type { Finding } from './doctor.ts'

const SUBJECT_MEND = 'LECTERN_PUSH_SUBJECT=mailto:it@school.example, with an address that is read'

/** Nobody outside can write there: Apple and others then refuse every push. */
const LOCAL = /^(?:localhost|[\d.]+|\[.*\]|[^.]*|.*\.(?:local|lan|internal|test|invalid|example|localhost))$/i

export const examineChannels = ({ push }: Config): Finding[] => {
  if (!push) return [{ level: 'ok', text: 'no pushes: LECTERN_PUSH_SUBJECT is not set' }]
  const { subject } = push
  const host = subject.startsWith('mailto:') ? subject.replace(/^.*@/, '') : new URL(subject).hostname
  return [
    LOCAL.test(host)
      ? {
          level: 'fail',
          text: `push services refuse the subject ${subject}: nobody outside can reach ${host}`,
          mend: SUBJECT_MEND,
        }
      : { level: 'ok', text: `pushes are signed for ${subject}` },
  ]
}

/** Sends a test to all devices of a person. */
export const testChannels = (config: Config, email: string): Promise<Finding[]> =>
  withContext(config, async (ctx) => {
    const user = await requireUser(ctx, email)
    return testPushes(ctx, config, user.id)
  })

const testPushes = async (ctx: Context, { push: settings }: Config, user_id: string): Promise<Finding[]> => {
  if (!settings) return []
  const devices = await findOfUser(ctx.db.read, user_id)
  if (devices.length === 0)
    return [{ level: 'warn', text: 'no device of this person asked for pushes', mend: 'see its settings' }]
  const push = await PushService.open(settings, ctx.keys.push())
  try {
    const findings: Finding[] = []
    for (const { id, endpoint } of devices) findings.push(await testDevice(ctx, push, { id, endpoint }))
    return findings
  } finally {
    push.close()
  }
}

const testDevice = async (
  ctx: Context,
  push: PushService,
  { id, endpoint }: { id: string; endpoint: string },
): Promise<Finding> => {
  const { host } = new URL(endpoint)
  const found = await findLiveSubscription(ctx.db.read, id, livingNow(ctx))
  if (!found) return { level: 'ok', text: `a device at ${host} is signed out, and gets no pushes` }
  const content = JSON.stringify(testContent(found.lang, timestamp(ctx.clock.now()), 0))
  try {
    return (await push.send(found, content, urgent))
      ? { level: 'ok', text: `${host} has taken a push` }
      : {
          level: 'fail',
          text: `the subscription at ${host} is revoked: the browser ended it`,
          mend: 'switch notifications on again in the settings of that device',
        }
  } catch (error) {
    return { level: 'fail', text: (error as Error).message, mend: 'see the way to the internet' }
  }
}

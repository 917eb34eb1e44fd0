import { timestamp } from '../platform/clock.ts'
import { dropJob, reviveJob } from '../platform/jobs/jobs-rows.ts'
import { OperatorError } from '../platform/errors.ts'
import { withContext, type Arguments, type Command } from './command.ts'

export const jobsCommands: Command[] = [
  {
    name: 'jobs retry',
    usage: '<kind> <key>',
    summary: 'Try a dead job again, with all its attempts',
    details: 'Dead jobs, and what went wrong with them, are listed by `lectern doctor`.',
    takes: 2,
    run: (args) =>
      withContext(args.config, async ({ db, clock }) => {
        const job = jobOf(args)
        const isDone = await db.write(({ query }) => reviveJob(query, job, timestamp(clock.now())))
        if (!isDone) throw notDead(job)
        console.log(`${job.kind} ${job.key} is tried again within a second of the server's running.`)
      }),
  },
  {
    name: 'jobs drop',
    usage: '<kind> <key>',
    summary: 'Give a dead job up: its work is not done',
    details: 'Dead jobs, and what went wrong with them, are listed by `lectern doctor`.',
    takes: 2,
    run: (args) =>
      withContext(args.config, async ({ db }) => {
        const job = jobOf(args)
        if (!(await db.write(({ query }) => dropJob(query, job)))) throw notDead(job)
        console.log(`${job.kind} ${job.key} is dropped.`)
      }),
  },
]

const jobOf = ({ positionals: [kind = '', key = ''] }: Arguments) => ({ kind, key })

const notDead = ({ kind, key }: { kind: string; key: string }): OperatorError =>
  new OperatorError(`There is no dead job ${kind} ${key}; see \`lectern doctor\`.`)

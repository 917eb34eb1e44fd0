import { parseTimestamp, timestamp } from '../platform/clock.ts'
import { findAudit, type AuditRow } from '../records/audit.ts'
import { findUsersByIds } from '../features/accounts/users-rows.ts'
import { requireUser } from '../features/accounts/users.ts'
import { UsageError, withContext, type Arguments, type Command } from './command.ts'

const MOST = 10_000

export const auditCommand: Command = {
  name: 'audit',
  usage: '[--user <email>] [--kind <kind>] [--since <date>] [--limit <number>] [--json]',
  summary: 'Show what happened: sign-ins, failures, renames, removals, decisions',
  details:
    'The latest comes first; 100 entries unless --limit says otherwise.\n--user: what a person did and what was done to them. --json: a line of JSON for each entry.',
  options: {
    user: { type: 'string' },
    kind: { type: 'string' },
    since: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  },
  takes: 0,
  run: (args) =>
    withContext(args.config, async (ctx) => {
      const email = args.option('user')
      const user_id = email === undefined ? undefined : (await requireUser(ctx, email)).id
      const search = { kind: args.option('kind'), since: sinceOf(args), limit: limitOf(args), user_id }
      const rows = await findAudit(ctx.db.read, search)
      const ids = rows
        .flatMap(({ actor_id, user_id: about }) => [actor_id, about])
        .filter((id) => id !== null)
      const people = new Map(
        (await findUsersByIds(ctx.db.read, [...new Set(ids)])).map(({ id, email: address }) => [id, address]),
      )
      for (const row of rows)
        console.log(args.has('json') ? JSON.stringify(withDetail(row)) : lineOf(row, people))
    }),
}

const sinceOf = ({ option }: Arguments): string | undefined => {
  const since = option('since')
  if (since === undefined) return undefined
  const ms = parseTimestamp(since)
  if (Number.isNaN(ms))
    throw new UsageError('--since must be a date such as 2026-11-29 or 2026-11-29T08:00Z.')
  return timestamp(ms)
}

const limitOf = ({ option }: Arguments): number => {
  const limit = Number(option('limit') ?? 100)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new UsageError(`--limit must be a whole number from 1 to ${MOST}.`)
  return limit
}

const withDetail = ({ detail, ...row }: AuditRow) => ({ ...row, detail: JSON.parse(detail) as unknown })

const lineOf = (row: AuditRow, people: ReadonlyMap<string, string>): string => {
  const { at, kind, actor_id, user_id, conversation_id, target_id, address, detail } = row
  const nameOf = (id: string) => people.get(id) ?? id
  return [
    at,
    kind,
    actor_id === null ? '-' : nameOf(actor_id),
    user_id === null || user_id === actor_id ? '-' : nameOf(user_id),
    ...[conversation_id && `conversation=${conversation_id}`, target_id && `target=${target_id}`],
    address && `from=${address}`,
    detail === '{}' ? null : detail,
  ]
    .filter((part) => part !== null && part !== undefined)
    .join('\t')
}

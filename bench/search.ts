// How long does a search take over many messages, and what does its index cost? A school of words that are as common as words
// are (Zipf): Ada is in all conversations, Ben in three of three hundred.
//
//   node --conditions=lectern-source bench/search.ts [messages] [folder]
//
// In a folder that is named, the school stays for the next time.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Search } from '@lectern/protocol'
import { createUser } from '../apps/server/src/features/accounts/users.ts'
import type { Context, Viewer } from '../apps/server/src/features/context.ts'
import { createConversation } from '../apps/server/src/features/conversations/create.ts'
import { indexBatch } from '../apps/server/src/features/search/index-messages.ts'
import { search } from '../apps/server/src/features/search/search.ts'
import { openContext } from '../apps/server/src/open-context.ts'
import { systemClock, timestamp } from '../apps/server/src/platform/clock.ts'
import { mintId } from '../apps/server/src/platform/ids.ts'
import { createLog } from '../apps/server/src/platform/log.ts'
import { raiseHead } from '../apps/server/src/records/conversations.ts'
import { insertMessage } from '../apps/server/src/records/messages.ts'
import type { StoredMessage } from '../apps/server/src/records/stored.ts'

const MESSAGES = Number(process.argv[2] ?? 1_000_000)
const CONVERSATIONS = 300
const BATCH = 2_000
const WORDS = 30_000
const ROUNDS = 15
const DAY_MS = 86_400_000

/** The same numbers for the same seed (mulberry32). */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
const random = randomOf(7)

const ONSETS = 'b c d f g h j k l m n p r s t v w st tr pl gr ch sh th'.split(' ')
const VOWELS = 'a e i o u ai ea ou'.split(' ')
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const syllable = () => pick(ONSETS) + pick(VOWELS) + (random() < 0.3 ? pick(['n', 'r', 's', 't']) : '')
const words = Array.from({ length: WORDS }, (_, rank) =>
  Array.from({ length: rank < 100 ? 1 : 2 + Math.floor(random() * 3) }, syllable).join(''),
)
/** Common words come often: the rank is drawn so that its logarithm is even. */
const word = () => words[Math.floor(WORDS ** random()) - 1]!
const sentence = () => Array.from({ length: 5 + Math.floor(random() * 25) }, word).join(' ')

const open = async (ctx: Context): Promise<{ ada: Viewer; ben: Viewer }> => {
  const [ada, ben] = await Promise.all(
    (['ada', 'ben'] as const).map(async (name): Promise<Viewer> => {
      const email = `${name}@example.edu`
      const found = await ctx.db.read
        .selectFrom('users')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirst()
      const role = name === 'ada' ? 'instructor' : 'student'
      const id = found?.id ?? (await createUser(ctx, { email, name, role, password: mintId(ctx.clock) })).id
      return { user_id: id, session_id: 'bench', name, role }
    }),
  )
  return { ada: ada!, ben: ben! }
}

const write = async (ctx: Context, { ada, ben }: { ada: Viewer; ben: Viewer }): Promise<void> => {
  const ids: string[] = []
  for (let index = 0; index < CONVERSATIONS; index++) {
    const member_ids = index < 3 ? [ben.user_id] : []
    const wanted = { kind: 'group' as const, title: `Group ${index}`, member_ids }
    ids.push((await createConversation(ctx, ada, wanted)).conversation.id)
  }
  const heads = new Map(ids.map((id) => [id, 1]))
  const begun = ctx.clock.now() - 365 * DAY_MS
  for (let sent = 0; sent < MESSAGES; sent += BATCH)
    await ctx.db.write(async ({ query }) => {
      for (let index = sent; index < sent + BATCH; index++) {
        const conversation_id = pick(ids)
        const seq = (heads.get(conversation_id) ?? 0) + 1
        heads.set(conversation_id, seq)
        const message = {
          id: mintId(ctx.clock),
          conversation_id,
          sender_id: ada.user_id,
          kind: 'text',
          state: 'done',
          content: sentence(),
          parts: [],
          reactions: [],
          created_seq: seq,
          changed_seq: seq,
          timestamp: timestamp(begun + (index / MESSAGES) * 365 * DAY_MS),
        } as unknown as StoredMessage
        await insertMessage(query, { last_ordinal: seq }, message)
      }
    })
  for (const [id, head] of heads)
    await ctx.db.write(({ query }) =>
      raiseHead(query, { id, head, last_ordinal: head, changed_at: timestamp(ctx.clock.now()) }),
    )
}

const SEARCHES: Record<string, Search> = {
  'a rare word': { q: words[25_000]! },
  'a usual word': { q: words[3_000]! },
  'a common word': { q: words[150]! },
  'the most common word': { q: words[1]! },
  'two usual words': { q: `${words[2_000]!} ${words[3_000]!}` },
  'two common words': { q: `${words[150]!} ${words[160]!}` },
  'a common and a rare word': { q: `${words[150]!} ${words[25_000]!}` },
  'five common words': { q: words.slice(110, 115).join(' ') },
  'the beginning of a word': { q: words[5_000]!.slice(0, 4) },
  'a part of a word': { q: words[9_000]!.slice(-4) },
  'two letters': { q: 'st' },
  'a phrase of common words': { q: `"${words.slice(0, 4).join(' ')}"` },
  'what nobody said': { q: 'xylophone quizzical' },
  'a mistyped word': { q: `${words[9_000]!.slice(0, -1)}q` },
  'a common word of a month ago': {
    q: words[150]!,
    before: timestamp(systemClock.now() - 300 * DAY_MS),
    after: timestamp(systemClock.now() - 330 * DAY_MS),
  },
}

const folder = process.argv[3] ?? mkdtempSync(join(tmpdir(), 'lectern-search-'))
await using parts = new AsyncDisposableStack()
const isNew = !existsSync(join(folder, 'lectern.db'))
const ctx = await openContext({ data_dir: folder, clock: systemClock, log: createLog('warn') }, parts)
const people = await open(ctx)
const sizeOf = () => Math.round(statSync(join(folder, 'lectern.db')).size / 1_048_576)
if (isNew) {
  const begun = performance.now()
  await write(ctx, people)
  const written = performance.now()
  const before = sizeOf()
  while ((await indexBatch(ctx)) > 0);
  console.log(`${MESSAGES} messages written in ${Math.round((written - begun) / 1_000)} s`)
  console.log(
    `indexed in ${Math.round((performance.now() - written) / 1_000)} s; ${before} → ${sizeOf()} MiB`,
  )
}
for (const [name, viewer] of Object.entries(people)) {
  console.log(`\nms for ${name}`.padEnd(40), 'median    most    hits')
  for (const [what, asked] of Object.entries(SEARCHES)) {
    const times: number[] = []
    let hits = 0
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now()
      hits = (await search(ctx, viewer, { ...asked, limit: 20 })).hits.length
      times.push(performance.now() - begun)
    }
    times.sort((a, b) => a - b)
    const [median = 0, most = 0] = [times[Math.floor(ROUNDS / 2)], times.at(-1)]
    console.log(
      what.padEnd(36),
      median.toFixed(1).padStart(8),
      most.toFixed(1).padStart(8),
      `${hits}`.padStart(6),
    )
  }
}
if (process.argv[3] === undefined) rmSync(folder, { recursive: true })

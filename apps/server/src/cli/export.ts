import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { requireUser } from '../features/accounts/users.ts'
import type { Context } from '../features/context.ts'
import { findUsage } from '../features/exports/exports-rows.ts'
import { exportPerson, type Exported } from '../features/exports/person.ts'
import { download } from '../platform/blobs/download.ts'
import { OperatorError } from '../platform/errors.ts'
import { UsageError, withContext, type Command } from './command.ts'

export const exportCommand: Command = {
  name: 'export',
  usage: '<folder> --person <email>',
  summary: 'Write everything a person wrote into a folder, with their files',
  details:
    'written.jsonl has one JSON object a line: the account, messages with what they said before they were edited, answers in\n' +
    'cards, versions of documents, questions to the assistant, reports, and the list of files. Their bytes are in files/.\n' +
    'What was deleted is not there. The audit keeps the export. The folder must not exist yet; the server may run.',
  options: { person: { type: 'string' } },
  takes: 1,
  run: ({ config, option, positionals: [target = ''] }) => {
    const email = option('person')
    if (email === undefined) throw new UsageError('--person is missing.')
    const folder = resolve(target)
    if (existsSync(folder)) throw new OperatorError(`${folder} exists already.`)
    return withContext(config, async (ctx) => {
      const user = await requireUser(ctx, email)
      const counts = await writeInto(folder, ctx, exportPerson(ctx, user))
      for (const [type, count] of counts) console.log(`${type}\t${count}`)
      console.log(`Exported ${email} from ${config.data_dir} to ${folder}.`)
    })
  },
}

export const usageCommand: Command = {
  name: 'usage',
  usage: '',
  summary: 'List how many messages and files each person has, and the room that the files take',
  details: 'The columns are the address, messages, files, and bytes; the most bytes first.',
  takes: 0,
  run: ({ config }) =>
    withContext(config, async (ctx) => {
      for (const { email, messages, files, bytes } of await findUsage(ctx.db.read))
        console.log([email, messages, files, bytes].join('\t'))
    }),
}

/** The folder gets its name when all of it is there. Returns how many lines of each type it has. */
const writeInto = async (
  folder: string,
  ctx: Context,
  lines: AsyncIterable<Exported>,
): Promise<ReadonlyMap<string, number>> => {
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(join(partial, 'files'), { recursive: true, mode: 0o700 })
  const counts = new Map<string, number>()
  const out = createWriteStream(join(partial, 'written.jsonl'), { mode: 0o600 })
  for await (const line of lines) {
    counts.set(line.type, (counts.get(line.type) ?? 0) + 1)
    const told = line.type === 'file' ? await copied(ctx, partial, line) : line
    if (!out.write(`${JSON.stringify(told)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  renameSync(partial, folder)
  return counts
}

/** The name of the file says where its bytes are; its own name is text of somebody else. */
const copied = async ({ blobs }: Context, folder: string, file: Exported): Promise<Exported> => {
  const { id, filename } = file as { id?: unknown; filename?: unknown }
  const ending = /^\.\w{1,10}$/.exec(extname(String(filename)))?.[0] ?? ''
  const path = join('files', `${String(id)}${ending}`)
  if ((await blobs.size(String(id), 'content')) === undefined) return { ...file, missing: true }
  await download(await blobs.read(String(id), 'content'), join(folder, path))
  return { ...file, path }
}

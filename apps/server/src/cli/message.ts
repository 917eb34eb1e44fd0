// What an operator does with messages by order of a court or of the school. The audit keeps each.
import { deleteAllByOrder, deleteByOrder, readByOrder } from '../features/messages/by-order.ts'
import { requireUser } from '../features/accounts/users.ts'
import { UsageError, withContext, type Command } from './command.ts'

const showCommand: Command = {
  name: 'message show',
  usage: '<id>',
  summary: 'Read a message by order, also where one is no member',
  details: 'The id is in the link to a message and in the log. The audit keeps that it was read.',
  takes: 1,
  run: ({ config, positionals: [id = ''] }) =>
    withContext(config, async (ctx) => {
      const { sender, timestamp, conversation_id, deleted_at, content, parts } = await readByOrder(ctx, id)
      console.log(`${timestamp}\t${sender}\tconversation=${conversation_id}`)
      if (deleted_at !== undefined) console.log(`deleted ${deleted_at}`)
      for (const part of parts)
        if ('attachment_id' in part) console.log(`file\t${part.attachment_id}\t${part.filename ?? ''}`)
      if (content !== '') console.log(content)
    }),
}

const deleteCommand: Command = {
  name: 'message delete',
  usage: '<id>  or  --all-of <email>',
  summary: 'Delete a message, or all of a person, by order, with files and earlier versions',
  details:
    'Leaves a tombstone as any deletion, which open pages show within a second or two. Files go within minutes. Backups\n' +
    'from before still have all of it.',
  options: { 'all-of': { type: 'string' } },
  takes: [0, 1],
  run: ({ config, option, positionals: [id] }) => {
    const email = option('all-of')
    if ((id === undefined) === (email === undefined))
      throw new UsageError('Give an id, or --all-of an address.')
    return withContext(config, async (ctx) => {
      if (email !== undefined) {
        const deleted = await deleteAllByOrder(ctx, (await requireUser(ctx, email)).id)
        console.log(`Deleted ${deleted} messages of ${email} in ${config.data_dir}.`)
      } else if (await deleteByOrder(ctx, id ?? '')) console.log(`Deleted ${id} in ${config.data_dir}.`)
      else console.log(`${id} was deleted before.`)
    })
  },
}

export const messageCommands: Command[] = [showCommand, deleteCommand]

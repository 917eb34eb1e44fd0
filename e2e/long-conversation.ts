// A conversation of any length, written into the database of a server: sending a hundred thousand messages
// would take an hour. The server may run, as long as nobody has the conversation open. The numbers determine
// the content, so that a test knows each message.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Message, Part } from '@lectern/protocol'
import { jpeg } from '../apps/server/src/testing/pictures.ts'
import { isFull } from './full.ts'
import { CODE, FORMULAS, LONG_FORMULA, MORE_CODE, STRUCTURE } from './showcase.ts'

/** A reply refers to the message this far before it. */
export const FAR_ROWS = isFull ? 5_000 : 2_000
/** Beginning with the first, every 500th message replies to one far before it. */
const FAR_EVERY = 500
/** Distinct pictures; then they repeat. */
const PICTURES = 400
const SHAPES: readonly [number, number][] = [
  [600, 400],
  [300, 420],
  [601, 333],
  [120, 90],
  [500, 501],
  [640, 200],
]

export interface LongConversation {
  conversation_id: string
  /** The senders, in turns of a few messages. */
  senders: readonly string[]
  messages: number
}

/** The message with this number, starting at 1. */
export const idOf = (conversation_id: string, seq: number): string => {
  const hex = seq.toString(16).padStart(8, '0')
  return `0197${hex.slice(0, 4)}-${hex.slice(4)}-7000-8000-${conversation_id.slice(-12)}`
}

/** The number in an id, of a message or of its parts. */
export const seqOf = (id: string): number => Number.parseInt(id.slice(4, 8) + id.slice(9, 13), 16)

/** The index of the sender of the message with this number. */
export const senderOf = (seq: number, senders: number): number => Math.floor(seq / 4) % senders

/** Whether it is a text that can be edited and liked. */
export const saysSomething = (seq: number): boolean => ![3, 7, 14, 20].includes(seq % 25)

/** The name of the message with this number, in its text. */
const nameOf = (seq: number): string => `No. ${seq}`

/** The first after `seq` that replies to one far before it. */
export const farReplyAfter = (seq: number): number => Math.ceil((seq + 1) / FAR_EVERY) * FAR_EVERY

/** Messages per transaction. */
const BATCH = 5_000

const open = (dataDir: string): DatabaseSync => {
  const db = new DatabaseSync(join(dataDir, 'lectern.db'), { timeout: 30_000 })
  db.exec('PRAGMA synchronous = OFF')
  return db
}

/** Fills an empty conversation, and marks everything as read for all members. */
export const writeHistory = async (dataDir: string, long: LongConversation): Promise<void> => {
  const pictures = await Promise.all(SHAPES.map(([width, height]) => jpeg(width, height)))
  writePictures(dataDir, long, pictures)
  const db = open(dataDir)
  db.exec('BEGIN IMMEDIATE')
  insertPictures(db, long, pictures)
  const { conversation_id, messages } = long
  const insert = db.prepare(`
    INSERT INTO messages (id, conversation_id, created_seq, changed_seq, sender_id, kind, state, content, parts,
      reply_to_id, reactions, sent_hash, created_at, edited_at, deleted_at, ordinal)
    VALUES (?, ?, ?, ?, ?, ?, 'done', ?, ?, ?, ?, '', ?, ?, ?, ?)`)
  for (let seq = 1; seq <= messages; seq++) {
    const { kind, content, parts, reply, reactions, edited, deleted } = sayingOf(long, seq)
    const at = timeOf(long, seq)
    const sender = long.senders[senderOf(seq, long.senders.length)] ?? ''
    insert.run(
      idOf(conversation_id, seq),
      conversation_id,
      seq,
      seq,
      sender,
      kind,
      content,
      parts ? JSON.stringify(parts) : null,
      reply ? idOf(conversation_id, reply) : null,
      reactions ? JSON.stringify(reactions) : null,
      at,
      edited ? at : null,
      deleted ? at : null,
      seq,
    )
    // Lets the server write in between.
    if (seq % BATCH === 0) db.exec('COMMIT; BEGIN IMMEDIATE')
  }
  locate(db, conversation_id)
  db.prepare('UPDATE conversations SET head = ?, last_ordinal = ?, changed_seq = 0 WHERE id = ?').run(
    messages,
    messages,
    conversation_id,
  )
  db.prepare('UPDATE conversations SET created_at = ? WHERE id = ?').run(timeOf(long, 1), conversation_id)
  db.prepare('UPDATE members SET changed_seq = 0 WHERE conversation_id = ?').run(conversation_id)
  db.exec('COMMIT')
  exempt(db, conversation_id, 'm.deleted_at IS NOT NULL', "''")
  for (const sender of long.senders) markRead(db, conversation_id, sender, messages)
  db.close()
}

/** Stores where the bare ids of the conversation are found. */
const locate = (db: DatabaseSync, conversation_id: string): void => {
  db.prepare(
    `INSERT INTO locators (id, kind, conversation_id)
     SELECT id, 'message', conversation_id FROM messages WHERE conversation_id = ?1
     UNION ALL SELECT id, 'attachment', conversation_id FROM attachments WHERE conversation_id = ?1
     ORDER BY 1`,
  ).run(conversation_id)
}

/** A user's read position. */
export const readUpTo = (dataDir: string, conversation_id: string, user_id: string, seq: number): void => {
  const db = open(dataDir)
  markRead(db, conversation_id, user_id, seq)
  exempt(
    db,
    conversation_id,
    `m.created_seq > ${seq} AND m.sender_id = '${user_id}' AND m.deleted_at IS NULL`,
    'm.sender_id',
  )
  db.close()
}

/** Stores what `records/unread.ts` counts as exempt: deleted messages for everybody, own ones for their sender. */
const exempt = (db: DatabaseSync, conversation_id: string, which: string, user_id: string): void => {
  db.prepare(
    `INSERT INTO exempt_counts (conversation_id, user_id, block_size, first_seq, messages)
     SELECT m.conversation_id, ${user_id}, s.column1, m.created_seq / s.column1 * s.column1, count(*)
     FROM messages m, (VALUES (1), (256), (65536)) s
     WHERE m.conversation_id = ? AND ${which} GROUP BY 1, 2, 3, 4
     ON CONFLICT DO UPDATE SET messages = excluded.messages`,
  ).run(conversation_id)
}

const markRead = (db: DatabaseSync, conversation_id: string, user_id: string, seq: number): void => {
  db.prepare(
    `UPDATE members SET read_seq = ?1, delivered_seq = ?1, clear_seq = ?1, clear_ordinal = ?1
     WHERE conversation_id = ?2 AND user_id = ?3`,
  ).run(seq, conversation_id, user_id)
}

interface Saying {
  kind: Message['kind']
  content: string
  parts?: Part[]
  reply?: number
  reactions?: Message['reactions']
  edited?: true
  deleted?: true
}

const LONG_TEXTS = [FORMULAS, CODE, STRUCTURE, MORE_CODE, LONG_FORMULA]

const sayingOf = (long: LongConversation, seq: number): Saying => {
  const name = nameOf(seq)
  const say = (content: string, more: Partial<Saying> = {}): Saying => ({ kind: 'text', content, ...more })
  if (seq % FAR_EVERY === 0 && seq > FAR_ROWS) return say(`${name} goes back far.`, { reply: seq - FAR_ROWS })
  switch (seq % 25) {
    case 0:
      return say(`${name}\n\n${LONG_TEXTS[(seq / 25) % LONG_TEXTS.length]}`)
    case 3:
    case 14:
      return { kind: 'image', content: '', parts: [pictureOf(long, seq)] }
    case 7:
      return say('', { deleted: true })
    case 9:
      return say(`${name}, with my notes`, { parts: [notesOf(long)] })
    case 11:
      return say(name, { parts: [pictureOf(long, seq), pictureOf(long, seq + 1), pictureOf(long, seq + 2)] })
    case 16:
      return say(`${name} answers.`, { ...(seq > 6 && { reply: seq - 6 }) })
    case 18:
      return say(`${name} is liked: $a_{${seq}} = \\frac{1}{${seq}}$`, {
        reactions: [{ emoji: '👍', user_ids: long.senders.slice(0, 2) }],
      })
    case 20:
      return { kind: 'system', content: `Ada renamed the conversation “${name}”` }
    case 22:
      return say(`${name} was **edited**`, { edited: true })
    default:
      return say(`${name} ${'and what else there is to say about it '.repeat(seq % 7)}`.trim())
  }
}

/** This many of the newest can still be edited. */
const FRESH = 2_000

/** The newest were sent just now, the others two minutes apart: some days, and several runs. */
const timeOf = ({ messages }: LongConversation, seq: number): string => {
  const back = messages - seq
  const age = Math.min(back, FRESH) * 100 + Math.max(0, back - FRESH) * 120_000
  return new Date(Date.now() - age).toISOString()
}

const attachmentId = (conversation_id: string, index: number): string =>
  `0197ffff-${index.toString(16).padStart(4, '0')}-7000-8000-${conversation_id.slice(-12, -4)}${index.toString(16).padStart(4, '0')}`

const pictureOf = ({ conversation_id }: LongConversation, seq: number): Part => {
  const index = seq % PICTURES
  const [width, height] = shapeOf(index)
  return { type: 'image', attachment_id: attachmentId(conversation_id, index), width, height, alt: 'A slope' }
}

const shapeOf = (index: number): readonly [number, number] => SHAPES[index % SHAPES.length] ?? [1, 1]

const NOTES = Array.from({ length: 40 }, (_, line) => `slope_${line} = (y2 - y1) / (x2 - x1)`).join('\n')

const notesOf = ({ conversation_id }: LongConversation): Part => ({
  type: 'file',
  attachment_id: attachmentId(conversation_id, PICTURES),
  filename: 'slopes.py',
  media_type: 'text/x-python',
  size: NOTES.length,
})

/** The bytes of the file with this index; the last one is the notes. */
const bytesOf = (index: number, pictures: readonly Buffer[]): Buffer =>
  index === PICTURES ? Buffer.from(NOTES) : (pictures[index % SHAPES.length] ?? Buffer.of())

const writePictures = (
  dataDir: string,
  { conversation_id }: LongConversation,
  pictures: readonly Buffer[],
): void => {
  for (let index = 0; index <= PICTURES; index++) {
    const id = attachmentId(conversation_id, index)
    const folder = join(dataDir, 'blobs', id.slice(-2), id)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'content'), bytesOf(index, pictures))
  }
}

const insertPictures = (db: DatabaseSync, long: LongConversation, pictures: readonly Buffer[]): void => {
  const { conversation_id, senders, messages } = long
  const insert = db.prepare(`
    INSERT INTO attachments (id, conversation_id, message_id, created_by, created_at, filename, media_type, size,
      state, width, height, preview_widths)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ready', ?, ?, '[]')`)
  for (let index = 0; index <= PICTURES; index++) {
    const isNotes = index === PICTURES
    insert.run(
      attachmentId(conversation_id, index),
      conversation_id,
      idOf(conversation_id, 1),
      senders[0] ?? '',
      timeOf(long, messages),
      isNotes ? 'slopes.py' : 'slope.jpg',
      isNotes ? 'text/x-python' : 'image/jpeg',
      bytesOf(index, pictures).length,
      isNotes ? null : shapeOf(index)[0],
      isNotes ? null : shapeOf(index)[1],
    )
  }
}

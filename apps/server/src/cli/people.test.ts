// What an administrator does with people, messages and keys: every day, or by order.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConversation } from '../features/conversations/create.ts'
import { requireUser } from '../features/accounts/users.ts'
import { deleteByOrder } from '../features/messages/by-order.ts'
import { editMessage } from '../features/messages/messages.ts'
import { sendMessage } from '../features/messages/send.ts'
import type { Context } from '../features/context.ts'
import { openContext } from '../open-context.ts'
import { systemClock, timestamp } from '../platform/clock.ts'
import { mintId } from '../platform/ids.ts'
import { createLog } from '../platform/log.ts'
import { advance, insertAttachment } from '../records/attachments.ts'
import { findAudit } from '../records/audit.ts'
import { findMessage } from '../records/messages.ts'
import { inProcess } from '../testing/in-process.ts'
import { addPerson } from '../testing/people.ts'
import { readPeopleTable } from './people-table.ts'

let folder: string
let data_dir: string
const withData = async <T>(work: (ctx: Context) => Promise<T>): Promise<T> => {
  await using parts = new AsyncDisposableStack()
  const password_cost = { memory_kib: 8, passes: 1 }
  const options = { data_dir, clock: systemClock, log: createLog('silent'), password_cost }
  return await work(await openContext(options, parts))
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-people-'))
  data_dir = join(folder, 'data')
  await withData(async (ctx) => void (await addPerson(ctx, 'Ada', 'instructor')))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lectern = (...args: string[]) => inProcess(...args, '--data-dir', data_dir)
const table = (text: string): string => {
  const file = join(folder, 'people.csv')
  writeFileSync(file, text)
  return file
}
const kinds = (): Promise<string[]> =>
  withData(async ({ db }) => (await findAudit(db.read, { limit: 50 })).map(({ kind }) => kind))
const people = async () => (await lectern('user', 'list')).stdout

describe('a table of people', () => {
  const nobody = { emails: new Set<string>(), staff: [] }

  it('O13 has commas or semicolons, quotes, any order of columns, and the line ends of any system', () => {
    for (const text of [
      '\uFEFFname,email,role\r\n"Lovelace, ""Ben""",ben@example.edu,student\r\n\r\nChloe,chloe@example.edu,Student\r\n',
      'role;name;class;email\nstudent;"Lovelace, ""Ben""";7b;ben@example.edu\nstudent;Chloe;;chloe@example.edu',
    ]) {
      const { people: read, faults } = readPeopleTable(text, nobody)
      expect(faults).toEqual([])
      expect(read.map(({ email, name, role }) => [email, name, role])).toEqual([
        ['ben@example.edu', 'Lovelace, "Ben"', 'student'],
        ['chloe@example.edu', 'Chloe', 'student'],
      ])
    }
  })

  it('O13 names every fault with its line', () => {
    const text = [
      'email,name,role',
      'ben@example.edu,"Ben\nthe second",student',
      'no address,Chloe,student',
      'BEN@example.edu,Ben,student',
      'dana@example.edu,,student',
      'emil@example.edu,Emil,teacher',
      'fay@example.edu,Adа,student',
      'ada@example.edu,Ada,instructor',
      'gil@example.edu,Gil (staff),student',
    ].join('\n')
    const known = { emails: new Set(['ada@example.edu']), staff: ['Ada'] }
    const { faults, present } = readPeopleTable(text, known)
    expect(faults.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 10])
    expect(faults.map(({ text: said }) => said).join('\n')).toMatch(
      /not an email.*\n.*also on line 2.*\n.*name is missing.*\n.*not a role.*\n.*looks like.*\n.*belongs to the staff/,
    )
    expect(present).toBe(1)
    expect(readPeopleTable('address,name\n', nobody).faults).toEqual([
      { line: 1, text: expect.stringContaining('email and role is missing') as string },
    ])
  })
})

describe('user import', () => {
  it('O13 adds whoever is new, each with a password, and is the same when repeated', async () => {
    const file = table('email,name,role\nBen@example.edu,Ben,student\nada@example.edu,Ada,instructor\n')
    const dry = await lectern('user', 'import', file, '--dry-run')
    expect(dry).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('Would add 1 to') as string,
    })
    expect(await people()).not.toContain('Ben')
    const added = await lectern('user', 'import', file)
    expect(added.stdout).toMatch(/^ben@example\.edu\t[\w-]{12,}\n$/)
    expect(await people()).toContain('Ben@example.edu\tstudent\tBen')
    const again = await lectern('user', 'import', file)
    expect(again).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('2 were there') as string,
    })
  })

  it('O13 adds nobody of a table with a fault', async () => {
    const file = table('email,name,role\nben@example.edu,Ben,student\nchloe@example.edu,Chloe,pupil\n')
    expect(await lectern('user', 'import', file)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^line 3: “pupil” is not a role.*\nNobody was added: 1 fault\.\n$/,
      ) as string,
    })
    expect(await people()).not.toContain('Ben')
  })
})

describe('user edit and user show', () => {
  it('O13 change address, role and name, tell the audit, and sign out whose role is another', async () => {
    const ben = await withData((ctx) => addPerson(ctx, 'Ben', 'student'))
    expect((await lectern('user', 'show', 'ben@example.edu')).stdout).toMatch(
      /^Ben\tben@example\.edu\tstudent\t.+\nadded .+\nin use within ten minutes\ndevice\ta test\tsince .+\tused .+\n$/,
    )
    const edited = await lectern(
      'user',
      'edit',
      'ben@example.edu',
      '--email',
      'Benjamin@example.edu',
      '--name',
      'Benjamin',
    )
    expect(edited).toMatchObject({ code: 0, stdout: 'Benjamin@example.edu\tstudent\tBenjamin\n' })
    expect((await lectern('user', 'show', 'benjamin@example.edu')).stdout).toContain('device\ta test')
    await lectern('user', 'edit', 'benjamin@example.edu', '--role', 'instructor')
    const shown = (await lectern('user', 'show', 'benjamin@example.edu')).stdout
    expect(shown).toContain('instructor')
    expect(shown).toContain('not in use')
    expect(shown).not.toContain('device')
    expect((await kinds()).slice(0, 3)).toEqual(['role_changed', 'email_changed', 'user_renamed'])
    expect(await withData(async (ctx) => (await requireUser(ctx, 'benjamin@example.edu')).id)).toBe(
      ben.user_id,
    )
  })

  it.each([
    [['--email', 'ada@example.edu'], 1, 'There is a user ada@example.edu already'],
    [['--name', 'Ada'], 1, 'looks like that of somebody of the staff'],
    [['--role', 'king'], 2, '--role must be one of'],
    [[], 2, 'Say what to change'],
  ])('O13 refuse %j, and change nothing', async (options, code, why) => {
    await withData((ctx) => addPerson(ctx, 'Ben', 'student'))
    const before = await people()
    expect(await lectern('user', 'edit', 'ben@example.edu', ...options)).toMatchObject({
      code,
      stderr: expect.stringContaining(why) as string,
    })
    expect(await people()).toBe(before)
  })
})

describe('by order', () => {
  /** Ben and Chloe write to each other; nobody of the staff is a member. */
  const write = () =>
    withData(async (ctx) => {
      const [ben, chloe] = [await addPerson(ctx, 'Ben', 'student'), await addPerson(ctx, 'Chloe', 'student')]
      const ada = {
        ...ben,
        user_id: (await requireUser(ctx, 'ada@example.edu')).id,
        role: 'instructor' as const,
      }
      const made = await createConversation(ctx, ada, {
        kind: 'group',
        title: 'X',
        member_ids: [ben.user_id, chloe.user_id],
      })
      const say = async (person: typeof ben, content: string) =>
        (await sendMessage(ctx, person, made.conversation.id, { content })).window.messages[0]!
      const threat = await say(ben, 'a thraet')
      await editMessage(
        ctx,
        ben,
        { id: made.conversation.id, message_id: threat.id },
        { content: 'a threat' },
      )
      return { threat, other: await say(ben, 'and more'), answer: await say(chloe, 'stop it') }
    })
  const stored = (id: string) => withData(async ({ db }) => (await findMessage(db.read, id))?.message)

  it('O10 reads and deletes a message whose conversation one is no member of, and the audit has both', async () => {
    const { threat, other } = await write()
    expect((await lectern('message', 'show', threat.id)).stdout).toMatch(
      /\tBen\tconversation=.+\na threat\n$/,
    )
    expect(await lectern('message', 'delete', threat.id)).toMatchObject({ code: 0 })
    expect(await stored(threat.id)).toMatchObject({ content: '', deleted_at: expect.any(String) as string })
    expect((await stored(other.id))?.content).toBe('and more')
    expect((await lectern('message', 'delete', threat.id)).stdout).toContain('was deleted before')
    const entries = await withData(({ db }) => findAudit(db.read, { limit: 2 }))
    expect(entries).toMatchObject([
      { kind: 'message_deleted', actor_id: null, target_id: threat.id, detail: '{"by_order":true}' },
      { kind: 'message_read_by_order', actor_id: null, target_id: threat.id },
    ])
    const edits = await withData(({ db }) => db.read.selectFrom('message_edits').select('content').execute())
    expect(edits).toEqual([])
  })

  it('O13 deletes all of one person, and nothing of others', async () => {
    const { threat, other, answer } = await write()
    expect((await lectern('message', 'delete', '--all-of', 'ben@example.edu')).stdout).toContain(
      'Deleted 2 messages',
    )
    expect([(await stored(threat.id))?.content, (await stored(other.id))?.content]).toEqual(['', ''])
    expect((await stored(answer.id))?.content).toBe('stop it')
    expect((await lectern('message', 'delete', '--all-of', 'ben@example.edu')).stdout).toContain(
      'Deleted 0 messages',
    )
  })

  it('O13 needs either an id or a person', async () => {
    for (const args of [[], ['x', '--all-of', 'ben@example.edu']])
      expect((await lectern('message', 'delete', ...args)).code).toBe(2)
    expect(await lectern('message', 'show', '01890000-0000-7000-8000-000000000001')).toMatchObject({
      code: 1,
    })
  })
})

it('O13 keys rotate makes a key that signs, and the audit has it', async () => {
  const before = await withData(async ({ keys }) => keys.signing().id)
  const { stdout, code } = await lectern('keys', 'rotate')
  const now = await withData(async ({ keys }) => keys.signing().id)
  expect({ code, isOther: now !== before, said: stdout.includes(now) }).toEqual({
    code: 0,
    isOther: true,
    said: true,
  })
  expect((await kinds())[0]).toBe('keys_rotated')
})

/** A file of this person, as the check of an upload leaves it. */
const putFile = async (ctx: Context, created_by: string, conversation_id: string, bytes: Buffer) => {
  const id = mintId(systemClock)
  await ctx.blobs.create(id, 'content')
  await ctx.blobs.append(id, 'content', Readable.from([bytes]), bytes.length)
  const about = { id, created_by, conversation_id, created_at: timestamp(systemClock.now()) }
  const file = { filename: 'note.txt', media_type: 'text/plain', size: bytes.length }
  await ctx.db.write(async ({ query }) => {
    await insertAttachment(query, { ...about, ...file })
    await advance(query, id, ['uploading', 'ready'])
  })
}

describe('export', () => {
  it('O13 writes everything that a person wrote, with their files, and the audit keeps it', async () => {
    const bytes = Buffer.from('a note of Ben')
    await withData(async (ctx) => {
      const ben = await addPerson(ctx, 'Ben', 'student')
      const ada = await requireUser(ctx, 'ada@example.edu')
      const { conversation } = await createConversation(ctx, ben, {
        kind: 'direct',
        member_ids: [ada.id],
      })
      const sent = await sendMessage(ctx, ben, conversation.id, { content: 'First words' })
      const [message] = sent.window.messages
      const target = { id: conversation.id, message_id: message!.id }
      await editMessage(ctx, ben, target, { content: 'Better words' })
      const gone = (await sendMessage(ctx, ben, conversation.id, { content: 'Not this' })).window.messages[0]!
      await deleteByOrder(ctx, gone.id)
      await putFile(ctx, ben.user_id, conversation.id, bytes)
    })
    const target = join(folder, 'ben')
    const { stdout, code } = await lectern('export', target, '--person', 'ben@example.edu')
    expect([code, stdout]).toEqual([0, expect.stringContaining('message\t1\nfile\t1\n')])
    const lines = readFileSync(join(target, 'written.jsonl'), 'utf8').trim().split('\n')
    const written = lines.map((line) => JSON.parse(line) as { type: string; path?: string })
    expect(written.map(({ type }) => type)).toEqual(['account', 'message', 'file'])
    expect(written[1]).toMatchObject({
      content: 'Better words',
      earlier_versions: [{ content: 'First words' }],
    })
    expect(readFileSync(join(target, written[2]!.path ?? ''))).toEqual(bytes)
    expect(await kinds()).toContain('exported')
    expect((await lectern('export', target, '--person', 'ben@example.edu')).code).toBe(1)
    expect((await lectern('export', join(folder, 'other'))).code).toBe(2)
    expect((await lectern('usage')).stdout).toBe('ben@example.edu\t1\t1\t13\nada@example.edu\t0\t0\t0\n')
  })
})

describe('a password that was handed over', () => {
  it('O13 is changed at the next sign-in, when the operator says so', async () => {
    const due = (email: string) =>
      withData(async (ctx) => (await requireUser(ctx, email)).password_due_at !== null)
    await lectern('user', 'import', table('email,name,role\nben@example.edu,Ben,student\n'), '--must-change')
    expect(await due('ben@example.edu')).toBe(true)
    await lectern('user', 'password', 'ben@example.edu')
    expect(await due('ben@example.edu')).toBe(false)
    await lectern('user', 'password', 'ben@example.edu', '--must-change')
    expect(await due('ben@example.edu')).toBe(true)
    expect((await lectern('user', 'show', 'ben@example.edu')).stdout).toContain('must choose a new password')
    await lectern('user', 'add', 'eva@example.edu', '--name', 'Eva', '--role', 'student', '--must-change')
    expect(await due('eva@example.edu')).toBe(true)
    expect(await kinds()).toContain('new_password_required')
  })

  it('O13 is asked for without a new one, after a leak', async () => {
    const hash = () => withData(async (ctx) => (await requireUser(ctx, 'ada@example.edu')).password_hash)
    const before = await hash()
    expect(await lectern('user', 'password', 'ada@example.edu', '--keep')).toMatchObject({ code: 2 })
    const { stdout } = await lectern('user', 'password', 'ada@example.edu', '--must-change', '--keep')
    expect(stdout).toContain('chooses a new password at the next sign-in')
    expect(await hash()).toBe(before)
    expect((await kinds())[0]).toBe('new_password_required')
  })
})

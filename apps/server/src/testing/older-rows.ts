// Rows of what conversations own, for a database of any schema: each table gets the columns that it has by then.
export type Row = Readonly<Record<string, string | number | null>>

const AT = '2026-11-23T08:00:00.000Z'
const PLACES = ['course', 'club']

const people: Row[] = ['ada', 'ben'].map((id) => ({
  ...{ id, email: id, email_key: id, name: id, name_key: id, role: 'student', created_at: AT },
}))

const conversations: Row[] = PLACES.map((id) => ({
  ...{ id, kind: id === 'club' ? 'direct' : 'course', direct_key: id === 'club' ? 'ada ben' : null },
  ...{ created_by: 'ada', created_at: AT, changed_at: AT, head: 3, changed_seq: 1, created_hash: 'h' },
}))

/** Three messages: one asks, the next replies with a card, the last was edited. */
const messages = (conversation_id: string): Row[] =>
  ['asked', 'answered', 'edited'].map((name, index) => ({
    ...{ id: `${conversation_id} ${name}`, conversation_id, created_seq: index + 1, changed_seq: index + 1 },
    ...{
      sender_id: 'ada',
      kind: index === 1 ? 'card' : 'text',
      state: 'done',
      content: name,
      sent_hash: 'h',
    },
    ...{ reply_to_id: index === 1 ? `${conversation_id} asked` : null, created_at: AT, ordinal: index + 1 },
  }))

const document: Row = {
  ...{
    id: 'document',
    conversation_id: 'course',
    state: 'published',
    title: 'T',
    version: 1,
    created_by: 'ada',
  },
  ...{ created_at: AT, updated_at: AT, created_hash: 'h' },
}

const owned = (conversation_id: string): [string, Row][] => {
  const [asked, answered, edited] = ['asked', 'answered', 'edited'].map(
    (name) => `${conversation_id} ${name}`,
  )
  const card = `${conversation_id} card`
  const attachment = `${conversation_id} picture`
  const invocation = `${conversation_id} turn`
  return [
    ...messages(conversation_id).map((row): [string, Row] => ['messages', row]),
    ['message_edits', { message_id: edited ?? '', changed_seq: 3, content: 'before', edited_at: AT }],
    ['saved_messages', { user_id: 'ben', message_id: asked ?? '', saved_at: AT }],
    ['mentions', { user_id: 'ben', conversation_id, created_seq: 1 }],
    [
      'citations',
      {
        message_id: asked ?? '',
        document_id: 'document',
        version: 1,
        kind: 'cites',
        conversation_id,
        said_at: AT,
      },
    ],
    [
      'cards',
      {
        ...{
          id: card,
          message_id: answered ?? '',
          conversation_id,
          type: 'topic',
          schema: 1,
          state: 'open',
          rev: 1,
        },
        ...{
          data: '{}',
          fallback_text: 'T',
          provenance: '{}',
          created_by: 'ada',
          created_at: AT,
          updated_at: AT,
        },
      },
    ],
    ['card_entries', { card_id: card, kind: 'follow', key: '', user_id: 'ben', value: '1', created_at: AT }],
    ['card_actions', { id: `${conversation_id} action`, card_id: card, user_id: 'ben', hash: 'h' }],
    ['card_sources', { source_id: asked ?? '', card_id: card }],
    [
      'attachments',
      {
        ...{ id: attachment, conversation_id, message_id: asked ?? '', created_by: 'ada', created_at: AT },
        ...{ filename: 'a.png', media_type: 'image/png', size: 1, state: 'ready' },
      },
    ],
    ['document_images', { document_id: 'document', version: 1, attachment_id: attachment }],
    [
      'invocations',
      {
        id: invocation,
        conversation_id,
        asker_id: 'ben',
        assistant_id: 'ada',
        state: 'done',
        created_at: AT,
      },
    ],
    ['invocation_feedback', { invocation_id: invocation, user_id: 'ben', helpful: 1, created_at: AT }],
  ]
}

/** In an order in which each finds the rows that it refers to. */
export const OLDER_ROWS: readonly (readonly [table: string, row: Row])[] = [
  ...people.map((row): [string, Row] => ['users', row]),
  ...conversations.map((row): [string, Row] => ['conversations', row]),
  ['documents', document],
  ...PLACES.flatMap(owned),
]

/** What of the row a table with these columns takes; undefined if there is no such table. */
export const fitting = (
  row: Row,
  columns: readonly string[],
): { names: string; places: string; values: Row[string][] } | undefined => {
  const names = Object.keys(row).filter((name) => columns.includes(name))
  if (names.length === 0) return undefined
  const places = names.map(() => '?').join()
  return { names: names.join(), places, values: names.map((name) => row[name] ?? null) }
}

/** The rows of a table that belong to others of the same conversation. */
export const OWNERS = [
  ['message_edits', 'message_id', 'messages'],
  ['saved_messages', 'message_id', 'messages'],
  ['citations', 'message_id', 'messages'],
  ['cards', 'message_id', 'messages'],
  ['attachments', 'message_id', 'messages'],
  ['card_entries', 'card_id', 'cards'],
  ['card_actions', 'card_id', 'cards'],
  ['card_sources', 'card_id', 'cards'],
  ['document_images', 'attachment_id', 'attachments'],
  ['invocation_feedback', 'invocation_id', 'invocations'],
] as const

/** What is found by its bare id. */
export const LOCATED_KINDS = ['message', 'card', 'attachment', 'invocation', 'card_action'] as const

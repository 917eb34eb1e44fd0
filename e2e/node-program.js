// A program for Node with all defaults: it signs in, sends a file with a text, and fetches the file again. One line of
// JSON says what came of it.
import { Chat } from '@lectern/client'

const [apiUrl, email, password, conversation_id] = process.argv.slice(2)
const chat = new Chat({ apiUrl })
await chat.session.signIn(email, password)
const conversation = chat.conversation(conversation_id)
conversation.open()

/** Resolves when the store has a value for which `find` gives something. */
const when = (store, find) =>
  new Promise((resolve) => {
    const look = () => {
      const found = find(store.get())
      if (found !== undefined) resolve(found)
    }
    store.subscribe(look)
    look()
  })

const words = 'Two and two is four.\n'.repeat(100_000)
const uploads = conversation.attach([new File([words], 'words.txt', { type: 'text/plain' })])
const id = conversation.send('My solution', { uploads })
const second = conversation.send('and a word after it')
const stored = (wanted) =>
  when(conversation.timeline, ({ rows }) =>
    rows.find((row) => row.id === wanted && (row.status === 'stored' || row.status === 'failed')),
  )
const row = await stored(id)
const after = await stored(second)
const [part] = row.message.parts ?? []
await chat.attachments.load(part.attachment_id)
const response = await fetch(chat.attachments.contentUrl(part.attachment_id))
const text = await response.text()
console.log(
  JSON.stringify({
    status: row.status,
    after: after.status,
    same: text === words,
    transport: chat.connection.transport,
  }),
)
chat.close()

// Awaits of files on their way.
import type { Chat } from './chat.ts'
import {
  begin,
  direct,
  leave,
  reloaded,
  restore,
  room,
  testEachAwait,
  untilHeld,
  prepareRoom,
  type Await,
} from './change-of-person.contract.ts'

prepareRoom()

const attach = (chat: Chat) => {
  direct(chat).attach([new File(['canary'], 'canary.txt')])
  return untilHeld()
}
const drop = (chat: Chat) => {
  for (const { id } of chat.attachments.state.get()) chat.attachments.remove(id)
  return untilHeld()
}
/** The page is loaded again while the file of the draft is paused. */
const paused = async (): Promise<Chat> => {
  const chat = await reloaded()
  await restore.act(chat)
  await room.clock.advance(1_000)
  return chat
}

const AWAITS: Record<string, Await> = {
  'bytes are kept': { call: /^put files/, act: attach },
  'the file is kept': { call: /^put uploads/, act: attach },
  'the upload is created': { call: /^post .attachments.uploads/, act: attach },
  'bytes are sent': { call: /^patch .attachments.uploads/, act: attach },
  'the server checks the file': { call: /^get .attachments.[^/]+$/, act: attach },
  'a file is removed from the device': { call: /^delete uploads/, act: drop },
  'its bytes are removed from the device': { call: /^delete files/, act: drop },
  'the server is told that a file is dropped': { call: /^delete .attachments/, act: drop },
  'bytes are read for a message that is given back': {
    call: /^get files/,
    from: paused,
    act: async (chat) => {
      const ids = chat.attachments.state.get().map(({ id }) => id)
      begin(chat.attachments.files.giveBack(ids))
      await untilHeld()
    },
  },
  'a link is asked for': {
    call: /^post .attachments.links/,
    act: async (chat) => {
      const [upload] = chat.attachments.state.get()
      begin(chat.attachments.load(upload?.attachment?.id ?? ''))
      await untilHeld()
    },
  },
  'signing out reads which files are kept': { call: /^list uploads/, ...leave },
  'signing out reads which bytes are kept': { call: /^list files/, ...leave },
  'signing out removes a file': { call: /^delete uploads/, ...leave },
  'signing out removes bytes': { call: /^delete files/, ...leave },
}

testEachAwait(AWAITS)

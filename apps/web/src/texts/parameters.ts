import type { FileFault } from '@lectern/protocol'
import type { Values } from '@lectern/texts'

export interface FileLimits {
  pages: number
  chars: number
}

const nothing = (_limits: FileLimits) => ({})

const lengthOf = (ms: number) => {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return seconds < 90
    ? { unit: 'seconds', amount: seconds }
    : { unit: 'minutes', amount: Math.ceil(seconds / 60) }
}

/** The arguments of each message, and the values that it names. */
export const parameters = {
  signIn: {
    locked: (waitMs: number) => lengthOf(waitMs),
    failed: (detail: string) => ({ detail }),
    other: (name: string) => ({ name }),
  },
  newPassword: { account: (name: string, email: string) => ({ name, email }) },
  replaced: {
    title: (name: string) => ({ name }),
    detail: (owner: string) => ({ owner }),
    goOn: (name: string) => ({ name }),
    againHint: (owner: string, name: string) => ({ owner, name }),
  },
  shell: {
    titleUnread: (unread: number, title: string) => ({
      title,
      hasUnread: unread > 0,
      unread: unread > 99 ? '99+' : unread,
    }),
  },
  notices: {
    bell: (count: number) => ({ count }),
    head: (name: string, because: string, title = '') => ({ name, because, title, hasTitle: title !== '' }),
    zone: (zone: string) => ({ zone }),
    zoneHere: (zone: string) => ({ zone }),
  },
  planned: { faults: (count: number) => ({ count }) },
  account: {
    menu: (name: string) => ({ name }),
    menuWaiting: (name: string, waiting: string) => ({ name, waiting }),
    signOutPending: (messages: number, changes: number) => ({
      messages,
      changes,
      hasBoth: messages > 0 && changes > 0,
    }),
    signOutDrafts: (drafts: number, files: number) => ({ drafts, files, hasBoth: drafts > 0 && files > 0 }),
  },
  home: {
    choose: (keys: string) => ({ keys }),
  },
  compose: {
    assistant: (name: string) => ({ name }),
    nobody: (query: string) => ({ query, hasQuery: query !== '' }),
    remove: (name: string) => ({ name }),
    chosen: (people: number) => ({ people }),
  },
  reports: {
    waiting: (count: number) => ({ count }),
    about: (name: string) => ({ name }),
    by: (name: string, date: string) => ({ name, date }),
    noticed: (name: string, date: string) => ({ name, date }),
    doneBy: (name: string) => ({ name }),
  },
  settings: {
    newPasswordHint: (min: number) => ({ min }),
    passwordRefused: { too_short: (min: number) => ({ min }) },
    blockedSince: (date: string) => ({ date }),
    unblockOf: (name: string) => ({ name }),
    since: (date: string) => ({ date }),
    lastUsed: (date: string) => ({ date }),
    revokeOf: (device: string, when: string) => ({ device, when }),
    deviceOn: (browser: string, system: string) => ({ browser, system }),
    revoked: (device: string) => ({ device }),
  },
  switcher: {
    commandSearch: (query: string) => ({ query }),
    nothing: (query: string) => ({ query }),
    commandTheme: (theme: string) => ({ theme }),
    undo: (what: string) => ({ what }),
    unread: (n: number) => ({ n }),
    write: (role: string) => ({ role }),
  },
  library: {
    uploading: (name: string) => ({ name }),
    pause: (name: string) => ({ name }),
    resume: (name: string) => ({ name }),
    giveUp: (name: string) => ({ name }),
    savedAs: (version: number) => ({ version }),
    forWhom: (files: number) => ({ files }),
    faults: {
      locked: nothing,
      no_text: nothing,
      damaged: nothing,
      too_many_pages: ({ pages }: FileLimits) => ({ pages }),
      too_much_text: ({ chars }: FileLimits) => ({ chars }),
      unpacks_too_large: nothing,
      too_complex: nothing,
      not_a_document: nothing,
      no_memory: nothing,
      no_space: nothing,
      too_slow: nothing,
      too_demanding: nothing,
    } satisfies Record<FileFault, (limits: FileLimits) => Values>,
    dismiss: (name: string) => ({ name }),
    nothing: (q: string) => ({ q }),
    found: (passages: number) => ({ passages }),
    willWithdraw: (title: string) => ({ title }),
    editTitle: (title: string) => ({ title }),
    membersOf: (title: string) => ({ title }),
    notSaved: (reason: string) => ({ reason }),
    conflict: (version: number) => ({ version }),
    keepMine: (version: number) => ({ version }),
  },
  trouble: {
    requestId: (id: string) => ({ id }),
  },
}

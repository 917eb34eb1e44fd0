// Every text of the app in English. Another language is another object of this shape.
const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const duration = (ms: number): string => {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return seconds < 90
    ? count(seconds, 'second', 'seconds')
    : count(Math.ceil(seconds / 60), 'minute', 'minutes')
}

export const en = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  brand: 'Lectern',
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  undo: 'Undo',
  save: 'Save',
  tryAgain: 'Try again',
  copied: 'Copied',

  signIn: {
    title: 'Sign in',
    subtitle: 'Welcome back. Your conversations are where you left them.',
    email: 'Email',
    password: 'Password',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    submit: 'Sign in',
    submitting: 'Signing in…',
    emailMissing: 'Enter your email address.',
    passwordMissing: 'Enter your password.',
    wrong: 'This email and password do not belong together. Check both and try again.',
    locked: (waitMs: number) => `Too many attempts. You can try again in ${duration(waitMs)}.`,
    unreachable: 'Lectern cannot be reached. Check your connection, or try again in a moment.',
    failed: (detail: string) => `Signing in did not work: ${detail}`,
    forgotten: 'Forgot your password? The person who runs Lectern at your school can set a new one.',
    sceneAsk: 'Why does the sign flip when I divide by −2?',
    sceneAnswer: 'Try it with 4 > 2. What happens if you divide both sides by −2?',
    sceneReply: '−2 > −1 … oh! It has to turn round.',
    sceneCaption: 'Questions get answered here.',
  },
  again: {
    title: 'Sign in again',
    expired:
      'You have been signed out because this device was away for long. Your drafts and unsent messages are kept.',
    revoked:
      'This device was signed out from another one. Your drafts and unsent messages are kept until you leave.',
    otherAccount: 'Use another account',
  },
  restoring: {
    unreachable: 'Lectern cannot be reached',
    detail: 'You are still signed in. We keep trying; everything you wrote is kept on this device.',
  },
  newVersion: { ready: 'A new version is ready.', reload: 'Reload' },

  shell: {
    skip: 'Skip to the conversation',
    copyLink: 'Copy link',
    home: 'Lectern, to the conversations',
    details: 'Details',
    showDetails: 'Show details',
    hideDetails: 'Hide details',
    foldList: 'Fold the list',
    unfoldList: 'Show the list',
    resizeList: 'Width of the conversation list',
    resizeDetails: 'Width of the details',
    titleUnread: (unread: number, title: string) =>
      unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${title}` : title,
  },
  account: {
    menu: (name: string) => `Account of ${name}`,
    settings: 'Settings',
    keys: 'Keyboard',
    theme: 'Theme',
    signOut: 'Sign out',
    signOutTitle: 'Sign out with unsent messages?',
    signOutPending: (pending: number) =>
      `${count(pending, 'message has', 'messages have')} not been sent yet. Unsent messages stay on this device and go out when you sign in here again; everything else Lectern keeps here is removed.`,
    signOutAnyway: 'Sign out',
    stay: 'Stay signed in',
    signOutFailed:
      'You are signed out here. The server could not be told; end the session under Settings on another device.',
  },
  themes: { light: 'Light', dark: 'Dark', system: 'System' },
  roles: { admin: 'Administrator', instructor: 'Instructor', assistant: 'AI assistant', student: 'Student' },
  kinds: { direct: 'One person', group: 'Group', course: 'Course' },

  list: {
    compose: 'New conversation',
  },
  home: {
    title: 'Start with a question',
    detail: 'Write to somebody and the conversation begins here. It stays until you need it again.',
    compose: 'New conversation',
    chooseTitle: 'Choose a conversation',
    choose: (keys: string) => `Pick one from the list, or press ${keys} to go straight to it.`,
  },
  missing: {
    conversation: 'This conversation is not here',
    conversationDetail:
      'It does not exist, or you are not a member of it. Ask the person who gave you the link to add you.',
    unsent: 'What you wrote here and was not sent',
    copy: 'Copy',
    page: 'There is nothing at this address',
    pageDetail: 'The link may be cut short or out of date.',
    home: 'To the conversations',
  },
  compose: {
    title: 'New conversation',
    kind: 'Kind',
    people: 'To',
    search: 'Name',
    name: 'Title',
    nameHint: { direct: '', group: 'Study group, week 4', course: 'Algebra I' },
    searching: 'Searching…',
    nobody: (query: string) =>
      query === ''
        ? 'There is nobody you may write to yet.'
        : `Nobody you may write to is called “${query}”.`,
    remove: (name: string) => `Remove ${name}`,
    create: 'Start',
    creating: 'Starting…',
    pickDirect: 'Choose one person to write to.',
    needPeople: 'Choose at least one person.',
    needTitle: 'Give it a title so that everyone finds it.',
    chosen: (people: number) => count(people, 'person chosen', 'people chosen'),
  },
  settings: {
    title: 'Settings',
    you: 'You',
    name: 'Name',
    nameHint: 'How others see you.',
    nameSaved: 'Your name was changed.',
    email: 'Email',
    role: 'Role',
    appearance: 'Appearance',
    language: 'Language',
    languageAsBrowser: 'As in the browser',
    devices: 'Signed-in devices',
    devicesHint: 'Sign out what you do not recognise. It takes effect within a second.',
    thisDevice: 'This device',
    since: (date: string) => `Signed in ${date}`,
    lastUsed: (date: string) => `Last used ${date}`,
    revoke: 'Sign out',
    revokeOf: (device: string) => `Sign out ${device}`,
    revoked: (device: string) => `${device} will be signed out.`,
    unknownDevice: 'Unknown device',
    keyboard: 'Keyboard',
  },
  switcher: {
    title: 'Go to',
    placeholder: 'Go to a conversation or do something',
    conversations: 'Conversations',
    commands: 'Commands',
    nothing: (query: string) => `Nothing is called “${query}”.`,
    hint: 'to move',
    open: 'to open',
    commandNew: 'New conversation',
    commandSettings: 'Settings',
    commandKeys: 'Keyboard shortcuts',
    commandDetails: 'Show or hide details',
    commandList: 'Fold or unfold the list',
    commandTheme: (theme: string) => `Theme: ${theme}`,
    commandSignOut: 'Sign out',
    unread: (n: number) => `${n} unread`,
  },
  keys: {
    anywhere: 'Anywhere',
    switcher: 'Go to a conversation, or do something',
    help: 'Show these keys (outside of a text)',
    next: 'Next or previous conversation',
    details: 'Show or hide details',
  },
  trouble: {
    title: 'This page made a mistake',
    happened: 'Something went wrong while showing this page. It is our mistake, not yours.',
    kept: 'Your messages, drafts and unsent messages are kept.',
    todo: 'Load the page again. If it happens again, give the lines below to the person who runs Lectern.',
    reload: 'Load again',
    copy: 'Copy the details',
    requestId: (id: string) => `Request ${id}`,
    copyId: 'Copy the request id',
    unreachable: 'Lectern cannot be reached right now. Nothing was changed.',
  },
}

export type Texts = typeof en

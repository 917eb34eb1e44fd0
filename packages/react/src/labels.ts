import type { ErrorCode } from '@lectern/protocol'
import { englishAssistantLabels } from './assistant/assistant-labels.ts'
import { englishCardLabels } from './chat/message-cards/card-labels.ts'

/**
 * Every text a component shows or speaks, in English. Hand `InstructorChatProvider` any of them in another
 * language; what is missing stays English.
 */
export const englishLabels = {
  // people
  you: 'You',
  role: { admin: 'Admin', instructor: 'Instructor', assistant: 'AI', student: 'Student' },
  roles: {
    admin: (count: number) => (count === 1 ? '1 admin' : `${count} admins`),
    instructor: (count: number) => (count === 1 ? '1 instructor' : `${count} instructors`),
    assistant: (count: number) => (count === 1 ? 'the assistant' : `${count} assistants`),
    student: (count: number) => (count === 1 ? '1 student' : `${count} students`),
  },
  presence: { online: 'Online', away: 'Away', offline: 'Offline' },
  kind: { direct: 'Direct conversation', group: 'Group', course: 'Course' },
  whoCanRead: (who: string) => `Who can read this: ${who}`,
  youAnd: (name: string) => `You and ${name}`,
  members: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  andMore: (names: string, more: number) => `${names} and ${more} more`,

  // header
  back: 'Back',
  conversationMenu: 'Conversation menu',
  showDetails: 'Show details',
  degraded: 'Slower connection',
  degradedWhy:
    'This network blocks the fast connection, so messages take a few seconds longer. Nothing is lost.',

  // history
  messages: 'Messages',
  messageBy: (name: string, time: string) => `${name}, ${time}`,
  today: 'Today',
  yesterday: 'Yesterday',
  unreadLine: 'New',
  newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  toNewest: 'Jump to newest',
  loading: 'Loading',
  loadingEarlier: 'Loading earlier messages',
  earlierFailed: 'Earlier messages could not be loaded.',
  beginning: 'This is where the conversation begins.',
  historyFailed: 'This conversation could not be loaded',
  left: 'You are no longer a member of this conversation',
  leftWhy: 'New messages here do not reach you. If somebody adds you again, it opens here by itself.',
  notHere: 'This conversation is not here',
  notHereWhy:
    'It does not exist, or you are not a member of it. Ask the person who gave you the link to add you.',
  unsentHere: 'What you wrote here and was not sent',
  toConversations: 'To the conversations',
  kept: 'Your drafts and unsent messages are kept.',
  tryAgain: 'Try again',
  copyRequestId: (id: string) => `Copy request id ${id}`,
  edited: 'edited',
  editedAt: (time: string) => `Edited ${time}`,
  deleted: 'Message deleted',
  discarded: 'Message discarded',
  removed: (name: string) => `${name} removed`,
  undo: 'Undo',
  sealed: 'This message is sealed and cannot be shown here.',
  writing: 'writing',
  interrupted: 'Interrupted: the answer ends here.',
  answerFailed: 'The answer could not be finished.',
  repliedTo: (name: string) => `Reply to ${name}`,
  originalUnavailable: 'Earlier message',
  showInConversation: 'Go to the original message',
  announceOne: (name: string, text: string) => `${name}: ${text}`,
  announceMany: (count: number, names: string) => `${count} new messages from ${names}`,

  // empty conversation
  emptyDirect: (name: string) => `You and ${name}`,
  emptyGroup: (title: string) => title,
  emptyDirectWhy: 'A place for questions and answers between the two of you. Nobody else can read it.',
  emptyGroupWhy: 'Everyone here can read and answer what is written.',
  startersHeading: 'Not sure how to begin?',
  starters: {
    student: [
      'I am stuck on this step: ',
      'Could you check whether I understood this: ',
      'When would be a good time to talk about ',
    ],
    staff: [
      'Hello! How are you getting on with ',
      'Here is what we do next: ',
      'Please send me your question about ',
    ],
  },

  // delivery
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  readBy: (name: string) => `Read by ${name}`,
  readByCount: (read: number, total: number) => `Read by ${read} of ${total}`,
  deliveredToCount: (delivered: number, total: number) => `Delivered to ${delivered} of ${total}`,
  failed: 'Not sent',
  held: 'It waited for more than a day. Is it still meant?',
  sendNow: 'Send now',
  retry: 'Retry',
  edit: 'Edit',
  copy: 'Copy',
  discard: 'Discard',

  // acts on a message
  react: 'React',
  reply: 'Reply',
  more: 'More',
  delete: 'Delete',
  copyText: 'Copy text',
  copied: 'Copied',
  messageActions: 'Message actions',
  reactedWith: (names: string, emoji: string) => `${names} reacted with ${emoji}`,
  addYours: 'Press to add yours',
  takeBack: 'Press to take yours back',
  /** Why the server refused, by code; where there is nothing, its own English sentence is shown. */
  reasons: {} as Partial<Record<ErrorCode, (problem: { limit?: number }) => string>>,
  notDone: (reason: string) => `That did not work: ${reason}`,
  dismiss: 'Dismiss',

  // what happened, after the name of who did it
  membersAdded: (names: string, more: number) =>
    more > 0 ? `added ${names} and ${more} more` : `added ${names}`,
  memberRemoved: (name: string) => `removed ${name}`,
  memberLeft: 'left',
  renamedTo: (title: string) => `renamed it to “${title}”`,

  // questions
  question: 'Question',
  answered: 'Answered',
  answers: (count: number) =>
    count === 0 ? 'No answers yet' : count === 1 ? '1 answer' : `${count} answers`,
  markQuestion: 'Mark as a question',
  unmarkQuestion: 'Not a question',
  accept: 'Accept as answer',
  unaccept: 'Not the answer',
  endorse: 'Endorse',
  unendorse: 'Withdraw endorsement',
  acceptedBy: (name: string | undefined) => (name === undefined ? 'Accepted answer' : `Accepted by ${name}`),
  endorsedBy: (name: string | undefined) => (name === undefined ? 'Endorsed' : `Endorsed by ${name}`),
  doesItAnswer: 'Does this answer your question?',
  answerIt: 'Answer',
  noAnswersYet: 'No answers yet. Whoever knows may write the first.',
  thread: 'Thread',
  threadFailed: 'The answers could not be loaded',
  writeAnswer: 'Write an answer',
  questions: 'Questions',
  unansweredCount: (count: number) => (count === 0 ? 'all answered' : `${count} unanswered`),

  cards: englishCardLabels,
  // keeping and sharing
  pin: 'Pin for everyone',
  unpin: 'Unpin',
  pinned: 'Pinned',
  pinnedBy: (name: string | undefined) => (name === undefined ? 'Pinned' : `Pinned by ${name}`),
  saveMessage: 'Save for later',
  unsave: 'Remove from saved',
  unsaved: 'No longer saved',
  savedFailed: 'Your saved messages could not be loaded',
  nothingSaved: 'Nothing saved yet',
  nothingSavedWhy:
    'Choose “Save for later” in the menu of a message to find it again here. Nobody else sees this.',
  copyLink: 'Copy link',
  attachment: 'Attachment',

  // who has seen it, and what it said before
  seenBy: 'Seen by',
  seenRead: 'Read',
  seenDelivered: 'Delivered',
  seenWaiting: 'Not yet',
  seenNobody: 'Nobody else was here when this was written.',
  versions: 'Earlier versions',
  versionNow: 'now',
  versionFirst: 'first',

  // text
  copyCode: 'Copy code',
  unfold: (lines: number) => `Show all ${lines} lines`,
  fold: 'Show less',
  quote: 'Quote',
  formulaWrong: (reason: string) => `This formula cannot be drawn: ${reason}`,
  done: 'Done',
  notDoneYet: 'Not done',

  // composer
  messageTo: (name: string) => `Message ${name}`,
  send: 'Send',
  save: 'Save',
  cancel: 'Cancel',
  editingMessage: 'Editing your message',
  replyingTo: (name: string) => `Replying to ${name}`,
  insertEmoji: 'Insert emoji',
  undoSend: 'Undo send',
  askAsQuestion: 'Ask as a question',
  asking: 'Asked as a question',
  notAsking: 'Do not ask as a question',
  suggestions: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  commands: {
    title: 'Commands',
    question: 'Ask as a question',
    code: 'Block of code',
    math: 'Formula',
    emoji: 'Insert emoji',
    keys: 'Keyboard shortcuts',
  },
  formatting: 'Formatting',
  preview: 'Preview',
  looksLikeCode: (language: string) =>
    language === '' ? 'This looks like code.' : `This looks like ${language}.`,
  formatAsCode: 'Show as code',
  formattingKept: 'Formatting was kept.',
  usePlainText: 'Use plain text',
  formats: {
    bold: 'Bold',
    italic: 'Italic',
    strike: 'Crossed out',
    code: 'Code',
    link: 'Link',
    list: 'List',
    numbers: 'Numbered list',
    quote: 'Quote',
  },
  charactersLeft: (left: string) => `${left} characters left`,
  tooLong: (over: string, limit: string) =>
    `${over} characters over the limit of ${limit}. Your text is kept: shorten it, or send it in parts.`,
  editFailed: (reason: string) => `Your edit was not saved: ${reason}`,

  // emoji
  emoji: 'Emoji',
  emojiSearch: 'Search emoji',
  emojiNone: 'No emoji of that name',
  emojiFound: 'Found',
  emojiFailed: 'The emoji could not be loaded.',
  emojiOften: 'Often used',
  emojiGroupsLabel: 'Groups',
  /** In Unicode's order; the third group is never shown. */
  emojiGroups: [
    'Smileys and emotion',
    'People and body',
    '',
    'Animals and nature',
    'Food and drink',
    'Travel and places',
    'Activities',
    'Objects',
    'Symbols',
    'Flags',
  ],
  emojiTone: 'Skin tone',
  emojiTones: ['Yellow', 'Light', 'Medium-light', 'Medium', 'Medium-dark', 'Dark'],
  quickReactions: 'Quick reactions',

  // keyboard
  keys: {
    title: 'Keyboard',
    search: 'Search keys',
    none: 'No key does that',
    writing: 'Writing',
    formatting: 'Formatting',
    suggestions: 'Suggestions',
    reading: 'Reading',
    anywhere: 'Anywhere',
    send: 'Send',
    newLine: 'New line, or next item of a list',
    undoSend: 'Take back what was just sent (when empty)',
    editLast: 'Edit the last message (when empty)',
    leave: 'Leave a reply or an edit',
    mention: 'Mention somebody',
    cite: 'Cite a document',
    emoji: 'Emoji by name',
    commands: 'Commands (at the beginning of a line)',
    bold: 'Bold',
    italic: 'Italic',
    code: 'Code',
    link: 'Link for what is selected',
    choose: 'Choose',
    take: 'Take the chosen one',
    refuse: 'Go on without',
    move: 'Move between messages',
    oldest: 'First message shown',
    newest: 'Last message',
    act: 'Reach the actions of a message',
    help: 'Show these keys',
    close: 'Close the top layer',
  },

  // documents
  documents: {
    title: 'Documents',
    cited: 'Cited passages',
    citedPassage: 'The cited passage',
    dontCite: (title: string) => `Do not cite ${title}`,
    open: (title: string) => `Open ${title} at this passage`,
    version: (version: number) => `Version ${version}`,
    versions: 'Version',
    stale: 'Changed since it was cited',
    unverified: 'Not found in the document',
    withdrawnCitation: 'This document is no longer available.',
    gone: 'This document is not here, or you may not read it.',
    failed: 'The document could not be loaded',
    school: 'Whole school',
    states: { draft: 'Draft', published: 'Published', withdrawn: 'Withdrawn' },
    newer: (version: number) => `There is a newer version, ${version}.`,
    passageChanged: 'It no longer has this passage.',
    showNewest: 'Show the newest',
    whatChanged: 'What changed',
    nothingChanged: 'The texts are the same.',
    tooDifferent: 'The two versions have too little in common to be compared.',
    original: (filename: string) => `Original file: ${filename}`,
    discussed: (places: number, more: boolean) =>
      more
        ? `Discussed in more than ${places} conversations`
        : places === 1
          ? 'Discussed in 1 conversation'
          : `Discussed in ${places} conversations`,
    source: 'made from this message',
  },

  // typing
  isTyping: (name: string) => `${name} is typing`,
  areTyping: (names: string) => `${names} are typing`,
  manyTyping: 'Several people are typing',
  assistant: englishAssistantLabels,
  assistantWrites: (name: string) => `${name} is writing an answer`,
  typing: 'typing…',

  // conversation list
  conversations: 'Conversations',
  searchConversations: 'Search conversations',
  clearSearch: 'Clear search',
  filter: {
    all: 'All',
    unread: 'Unread',
    questions: 'Questions',
    direct: 'Direct',
    group: 'Groups',
    course: 'Courses',
  },
  filterBy: 'Show',
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  openQuestions: (count: number) => (count === 1 ? '1 open question' : `${count} open questions`),
  mentionedIn: (count: number) => (count === 1 ? '1 message names you' : `${count} messages name you`),
  noMessagesYet: 'No messages yet',
  draft: 'Draft:',
  noConversations: 'No conversations yet',
  noConversationsWhy: 'Messages with your instructors and classmates will be kept here.',
  startConversation: 'Start a conversation',
  noneMatch: 'No conversation matches',
  showAll: 'Show all',
  allRead: 'You have read everything',
  allAnswered: 'Every question is answered',
  listFailed: 'Your conversations could not be loaded',
  loadMore: 'Show more',

  // details
  details: 'Details',
  close: 'Close',
  people: 'People',
  addPeople: 'Add people',
  findPeople: 'Find people by name',
  nobodyFound: 'Nobody of that name can be added',
  add: 'Add',
  remove: 'Remove',
  removePerson: (name: string) => `Remove ${name}`,
  rename: 'Rename',
  title: 'Title',
  about: 'About',
  createdOn: (date: string) => `Started ${date}`,
  upToDate: 'Has read everything',
  notYetRead: 'Has not read the latest',

  // connection
  connection: {
    live: 'Connected',
    degraded: 'Connected, slower than usual',
    connecting: 'Connecting',
    offline: 'Offline',
    auth_required: 'Sign in again to go on',
    stopped: 'Disconnected',
  },
  offlineSince: (time: string) => `Offline since ${time}.`,
  willBeSent: (count: number) =>
    count === 1
      ? '1 message will be sent when you are back.'
      : `${count} messages will be sent when you are back.`,
  readingStillWorks: 'You can go on reading and writing.',
  offlineCause: {
    browser_offline: 'This device has no network.',
    network: 'Lectern cannot be reached.',
    server: 'Lectern is restarting or busy.',
  },
  nextAttempt: (seconds: number) => `Next attempt in ${seconds} s.`,
  tryingNow: 'Trying now …',
  tryNow: 'Try now',
}

type Widen<T> = T extends string
  ? string
  : T extends (...args: never[]) => string
    ? T
    : T extends readonly string[]
      ? readonly string[]
      : { [K in keyof T]: Widen<T[K]> }

/** The texts of the components; functions take what varies, so a language can order and count as it likes. */
export type Labels = Widen<typeof englishLabels>

// What takes strings and is not measured, each with its reason. A new function that reads text belongs in
// `functions/`, not here.
import type { ExportedFunction } from './exported-functions.ts'

/** Why no text of other people can make it slow. */
type Reason =
  /** A schema has checked its form, or its length of a few hundred characters at most. */
  | 'checked'
  /** A word of our own code: a kind, a name of a column, a message. */
  | 'our own'
  /** The person at the keyboard of the server. */
  | 'operator'
  /** A parameter of a statement. */
  | 'database'
  /** Hashed, verified or compared as a whole; a header has at most 16 KiB. */
  | 'secret'
  /** Passes it on as it is, to functions that are measured or out of the process. */
  | 'handed on'
  /** One step of `readChat`, which is measured. */
  | 'in readChat'

/** Parameters by name, whatever the function. */
const PARAMETERS: readonly (readonly [RegExp, Reason])[] = [
  [/(?:^|_)ids?$|Ids?$|^(?:created|endorsed)_by$|^me$|^by$/, 'checked'],
  [/^(?:now|at|since|until|longAgo|idleSince|appliedAt|lease_until|run_at)$|_at$/, 'our own'],
  [
    /^(?:sql|kinds?|verb|type|states?|code|field|what|locale|language|prefix|selector|methods?|allow)$/,
    'our own',
  ],
  [
    /^(?:key|keys|draft_key|editorKey|epoch|owner|version|status|hash|base_path|apiUrl|schemas?|hsts)$/,
    'our own',
  ],
  [/^(?:emoji|cursor|width|media_type|role|title|email|alt)$/, 'checked'],
  [/^(?:token|refresh_token|ticket|secret|sig|cookie|password)$/, 'secret'],
  [/^(?:data_dir|folder|file)$/, 'operator'],
]

/** Whole files. */
const FILES: readonly (readonly [RegExp, Reason])[] = [
  [/-rows\.ts$|^apps\/server\/src\/records\//, 'database'],
  [/^apps\/server\/src\/(?:cli\/|main\.ts|config(?:-\w+)?\.ts|open-\w+\.ts|server\.ts)/, 'operator'],
  [/^apps\/server\/src\/platform\/(?:db|jobs|nodes)\//, 'our own'],
  [
    /^apps\/server\/src\/platform\/(?:blobs\/[\w-]+|keys|errors|private-file|disk-refusal|expiring-map|queues|waiting-list)\.ts$/,
    'our own',
  ],
  [/^apps\/server\/src\/platform\/(?:rate-limit)\.ts$/, 'our own'],
  [/^apps\/server\/src\/platform\/shown-address\.ts$/, 'operator'],
  [/\/texts\/|^packages\/texts\//, 'our own'],
  [/^packages\/react\/src\/text\/reader\/(?!read-chat)/, 'in readChat'],
  [/^packages\/client\/src\/(?:tabs|sync|core)\//, 'our own'],
]

/** By file and name. */
const FUNCTIONS: Readonly<Record<string, Readonly<Record<string, Reason>>>> = {
  'apps/server/src/features/accounts/cookies.ts': { deviceCookie: 'secret' },
  'apps/server/src/features/accounts/plain-http.ts': { noticePlainHttp: 'our own' },
  'apps/server/src/features/accounts/sessions.ts': { openSession: 'checked' },
  'apps/server/src/features/accounts/users.ts': { renameUser: 'checked', editUser: 'checked' },
  'apps/server/src/features/changes/window-relay.ts': {
    'WindowRelay.note': 'our own',
  },
  'apps/server/src/platform/wall-clock.ts': {
    isTimeZone: 'checked',
    requireTimeZone: 'checked',
    onTheWall: 'checked',
  },
  'apps/server/src/platform/limits.ts': { 'Limits.of': 'our own' },
  'apps/server/src/realtime/delivery.ts': { 'new PlainFrames': 'our own' },
  'apps/server/src/realtime/viewing.ts': { 'Viewing.left': 'our own' },
  'apps/server/src/realtime/presence.ts': { 'Presence.hear': 'our own', 'Presence.left': 'our own' },
  'apps/server/src/features/assistant/answer.ts': { 'Answer.say': 'handed on' },
  'apps/server/src/features/assistant/begin-turn.ts': { markWriting: 'checked' },
  'apps/server/src/features/assistant/draft.ts': { 'DraftAnswer.say': 'handed on' },
  'apps/server/src/features/assistant/kinds/wording.ts': { anyOf: 'our own', wholeOf: 'our own' },
  'apps/server/src/features/assistant/model-error.ts': { 'new ModelError': 'operator' },
  'apps/server/src/features/assistant/providers/provider-model.ts': { 'new ProviderModel': 'operator' },
  'apps/server/src/features/assistant/providers/read-citations.ts': { readCitations: 'handed on' },
  'apps/server/src/features/assistant/providers/to-model-error.ts': { toModelError: 'operator' },
  // Its characters are counted: rank-questions.test.ts.
  'apps/server/src/features/assistant/rank-questions.ts': { rankQuestions: 'handed on' },
  'apps/server/src/features/assistant/similar.ts': { findSimilar: 'handed on' },
  'apps/server/src/features/attachments/content.ts': { readContent: 'secret' },
  'apps/server/src/features/attachments/uploads.ts': { addPicture: 'our own' },
  'apps/server/src/features/changes/sync.ts': { boundHeads: 'checked' },
  'apps/server/src/features/conversations/direct-key.ts': { directKeyOf: 'checked' },
  'apps/server/src/features/documents/find-passages.ts': {
    findPassages: 'handed on',
    searchPassages: 'handed on',
  },
  'apps/server/src/features/policy.ts': { requireStaff: 'our own', mayWriteTo: 'checked' },
  'apps/server/src/http/origins.ts': { 'new Origins': 'operator' },
  'apps/server/src/http/site.ts': { 'Site.find': 'secret' },
  'apps/server/src/platform/download.ts': { downloadHeaders: 'checked', isKnown: 'secret' },
  'apps/server/src/platform/media/archive.ts': { 'Archive.exists': 'handed on', 'Archive.read': 'handed on' },
  'apps/server/src/platform/media/inspection.ts': { temporaryName: 'our own' },
  'apps/server/src/platform/media/lack.ts': { lackOfSignal: 'our own' },
  'apps/server/src/platform/media/media.ts': { 'new MediaFailed': 'our own' },
  'apps/server/src/platform/media/latex.ts': { mapOf: 'our own' },
  'apps/server/src/platform/media/decoders.ts': { decodePixels: 'checked' },
  'apps/server/src/platform/media/media-type.ts': { mediaTypeOf: 'checked', withoutPicture: 'checked' },
  'apps/server/src/platform/media/pdf-text.ts': { readPdf: 'our own' },
  'apps/server/src/platform/passwords.ts': { 'Passwords.verify': 'secret' },
  'apps/server/src/platform/loop-shares.ts': {
    'LoopShares.waitOf': 'checked',
    'LoopShares.charge': 'checked',
  },
  'apps/server/src/platform/turns.ts': { 'Turns.take': 'checked' },
  'apps/server/src/realtime/frame-handler.ts': {
    'FrameHandler.receive': 'handed on',
    'new FrameHandler': 'handed on',
  },
  'apps/server/src/realtime/frame.ts': { 'new Frame': 'handed on' },
  'apps/server/src/realtime/socket-sink.ts': { 'ContractSocket.close': 'our own' },
  'apps/server/src/realtime/watching.ts': { watch: 'checked' },
  'apps/web/src/base-path.ts': { addressOf: 'our own' },
  'apps/web/src/library/languages-of-texts.ts': { languagesOfTexts: 'checked' },
  'apps/web/src/library/use-library.ts': { useSearchText: 'handed on' },
  'apps/web/src/open-here.ts': { openHere: 'our own' },
  'apps/web/src/navigation.ts': { navigate: 'our own', goBack: 'our own' },
  'apps/web/src/pages/password-refusal.ts': { missingIn: 'checked' },
  'apps/web/src/panels/rank.ts': { inOrder: 'our own' },
  'apps/web/src/panels/use-finder.ts': { useFinder: 'handed on' },
  'apps/web/src/panels/use-people.ts': { usePeople: 'handed on' },
  'apps/web/src/ui/toasts.ts': {
    'Toasts.note': 'our own',
    'Toasts.trouble': 'our own',
    'Toasts.offer': 'our own',
    'Toasts.undoable': 'our own',
  },
  'packages/client/src/connection/presence.ts': { 'Presence.receive': 'checked' },
  'packages/client/src/conversation/answers.ts': {
    'Answers.approve': 'handed on',
    'Answers.dismiss': 'handed on',
    'Answers.passOn': 'handed on',
  },
  'packages/client/src/conversation/conversation.ts': {
    'ConversationHandle.send': 'handed on',
    'ConversationHandle.edit': 'handed on',
    'ConversationHandle.act': 'handed on',
    'ConversationHandle.setDraft': 'handed on',
  },
  'packages/client/src/conversation/drafts.ts': { 'Drafts.set': 'handed on' },
  'packages/client/src/conversation/edit-draft.ts': { editIn: 'handed on' },
  'packages/client/src/conversation/json-draft.ts': { jsonIn: 'handed on' },
  'packages/client/src/conversation/similar.ts': { findSimilar: 'handed on' },
  'packages/client/src/conversation/typed-forms.ts': {
    'TypedForms.at': 'our own',
    'TypedForms.set': 'handed on',
  },
  'packages/client/src/documents/document-images.ts': { 'DocumentImages.settle': 'handed on' },
  'packages/client/src/documents/documents.ts': {
    'Documents.search': 'handed on',
    'Documents.setDraft': 'handed on',
  },
  'packages/client/src/http/access-token.ts': { 'AccessToken.use': 'secret' },
  'packages/client/src/http/search-users.ts': { searchUsers: 'handed on' },
  'packages/client/src/http/session.ts': {
    'Session.signIn': 'secret',
    'Session.renew': 'secret',
    'Session.rename': 'handed on',
  },
  'packages/client/src/inbox/inbox-desk.ts': {
    'InboxDesk.snooze': 'handed on',
    'InboxDesk.tag': 'handed on',
    'InboxDesk.addNote': 'handed on',
  },
  'packages/client/src/outbox/outbox.ts': { 'Outbox.add': 'checked', 'Outbox.edit': 'handed on' },
  'packages/client/src/send.ts': { sendInstructorMessage: 'handed on' },
  'packages/client/src/timeline/card-acts.ts': { titleOfNew: 'handed on' },
  'packages/client/src/timeline/optimistic.ts': { withContent: 'handed on' },
  'packages/client/src/timeline/timeline.ts': { cap: 'checked', trim: 'checked' },
  'packages/client/src/uploads/local-pictures.ts': { 'LocalPictures.alias': 'checked' },
  'packages/client/src/uploads/upload.ts': { failUpload: 'our own' },
  'packages/client/src/uploads/uploads.ts': { 'Uploads.wipe': 'checked' },
  'packages/protocol/src/spec/html.ts': { 'new Html': 'our own' },
  'packages/protocol/src/spec/json-schema.ts': { jsonSchemas: 'our own', withExamples: 'our own' },
  'packages/client/src/first-mistakes.ts': { logStates: 'our own' },
  'packages/react/src/core/announcements.ts': { say: 'our own', sayOver: 'our own' },
  'packages/react/src/hooks/use-found-conversations.ts': { useFoundConversations: 'handed on' },
  'packages/react/src/hooks/use-said.ts': {
    useSaid: 'our own',
    useSaidAfterTyping: 'our own',
    useSaidLater: 'our own',
  },
  'packages/react/src/attachments/lightbox-images.ts': { withoutDeleted: 'checked' },
  'packages/react/src/text/copied.ts': { htmlOf: 'handed on' },
  'packages/react/src/text/anchors.ts': { idOf: 'handed on' },
  'packages/react/src/attachments/save.ts': { save: 'handed on' },
  'packages/react/src/cards/new-card-fields.ts': { dataOf: 'checked' },
  'apps/server/src/features/index-merging.ts': { registerIndexMerging: 'our own' },
  'apps/server/src/features/hourly.ts': { registerHourly: 'our own' },
  'apps/web/src/notices/push.ts': { turnPushOn: 'our own' },
  'apps/web/src/worker/push-notices.ts': { 'PushNotices.take': 'our own' },
  'apps/server/src/features/notices/texts-in.ts': { noticeTexts: 'checked' },
  'apps/server/src/features/push/content.ts': { testContent: 'checked' },
  'apps/server/src/features/push/dead-hosts.ts': {
    'DeadHosts.requireAlive': 'checked',
    'DeadHosts.failed': 'checked',
    'DeadHosts.lives': 'checked',
  },
  'apps/server/src/features/push/push.ts': { renewPush: 'our own' },
  'apps/server/src/platform/push/push-service.ts': {
    'new PushRefused': 'our own',
    'new PushService': 'our own',
    'PushService.takes': 'checked',
    'PushService.send': 'our own',
  },
  'apps/server/src/features/search/terms.ts': { monthsMatch: 'checked' },
  'packages/react/src/panels/details/DetailsTabs.tsx': { tabIdOf: 'our own' },
  'packages/react/src/cards/places.ts': { formOf: 'our own', verbOf: 'our own' },
  'packages/react/src/cards/refusal.ts': { reasonInWords: 'our own' },
  'packages/react/src/cards/typed-words.ts': { wordsOf: 'checked' },
  'packages/react/src/cards/selection.ts': { selectionOf: 'checked' },
  'packages/react/src/cards/words.ts': { wordFor: 'our own' },
  'packages/react/src/chat/date/days.ts': { firstWeekday: 'our own' },
  'packages/react/src/chat/composer/paste/html-tree.ts': { attributeOf: 'our own', textIn: 'handed on' },
  'packages/react/src/chat/composer/complete/suggestion.ts': { replaceQuery: 'handed on' },
  'packages/react/src/chat/list/use-list-virtualizer.ts': { firstEstimate: 'our own' },
  'packages/react/src/emoji/emoji-sections.ts': { sectionsOf: 'checked' },
  'packages/react/src/hooks/use-name-tag.ts': { withTag: 'checked' },
  'packages/react/src/labels/name-and-role.ts': { nameAndRole: 'checked' },
  'packages/react/src/labels/dotted.ts': { dotted: 'checked' },
  'packages/react/src/hooks/use-typed-form.ts': { useTypedForm: 'handed on' },
  // Remembers what `readChat` reads.
  'packages/react/src/text/lex.ts': { lex: 'in readChat' },
  'packages/react/src/questions/use-similar.ts': { useSimilar: 'handed on' },
  'packages/react/src/text/formula-queue.ts': { workOf: 'handed on' },
  'packages/react/src/text/use-drawing.ts': { useDrawing: 'handed on' },
  'packages/react/src/ui/copy.ts': { copy: 'handed on' },
  'packages/react/src/ui/edit-text.ts': { insertText: 'handed on' },
  'packages/react/src/ui/use-choice.ts': { useChoice: 'handed on' },
  'packages/react/src/ui/use-listbox.ts': { useListbox: 'handed on' },
}

/** Components take properties, and hand their texts to functions that are measured. */
const isComponent = ({ file, name }: ExportedFunction): boolean =>
  file.endsWith('.tsx') && /^[A-Z]/.test(name)

const isExcludedParameter = (parameter: string): boolean =>
  PARAMETERS.some(([pattern]) => pattern.test(parameter))

export const isExcluded = (found: ExportedFunction): boolean =>
  isComponent(found) ||
  FILES.some(([pattern]) => pattern.test(found.file)) ||
  found.parameters.every(isExcludedParameter) ||
  FUNCTIONS[found.file]?.[found.name] !== undefined

/** Those that are listed by file and name. */
export const LISTED: readonly string[] = Object.entries(FUNCTIONS).flatMap(([file, names]) =>
  Object.keys(names).map((name) => `${file} ${name}`),
)

export { Chat } from './chat.ts'
export type { ChatOptions } from './chat-options.ts'
export type { Mistake, MistakeCode } from './mistake.ts'
export { Session, type SessionInfo } from './http/session.ts'
export type { EndReason, SessionState } from './http/session-state.ts'
export type { KeptValue } from './core/tab-memory.ts'
export { Connection } from './connection/connection.ts'
export {
  isOnline,
  type ConnectionState,
  type OfflineCause,
  type StopReason,
} from './connection/connection-state.ts'
export { Conversations } from './conversation/conversations.ts'
export type { ConversationsState } from './conversation/conversations-state.ts'
export type { AssistantSettings, CardRef, SendOptions } from './conversation/command-options.ts'
export type { FindConversations, FoundConversations } from './conversation/found-conversations.ts'
export { totalsOf } from './conversation/totals.ts'
export { ConversationHandle } from './conversation/conversation.ts'
export type { ConversationSummary } from './conversation/summary.ts'
export type { Timeline } from './timeline/timeline-view.ts'
export { Attachments, type AttachmentQuery } from './uploads/attachments.ts'
export {
  isImage,
  type DocumentPlace,
  type DocumentRequest,
  type Upload,
  type UploadStatus,
} from './uploads/upload.ts'
export type { DocumentImages, ImagesOfText } from './documents/document-images.ts'
export type { Intake, IntakeItem, IntakeStatus } from './documents/intake.ts'
export type { EditDraft } from './conversation/edit-draft.ts'
export { TypedForms, type FormsOf, type Typed } from './conversation/typed-forms.ts'
export type { Meant } from './conversation/meant.ts'
export type { FailedChange, RowStatus, TimelineRow } from './timeline/rows.ts'
export type { OutboxState } from './outbox/outbox-item.ts'
export type { CardAct } from './timeline/card-acts.ts'
export type { SendFailure } from './core/send-failure.ts'
export { delivery, isHere, readersOf, type Delivery, type Readers } from './timeline/delivery.ts'
export type { Excerpt, ExcerptState } from './timeline/excerpt.ts'
export { Documents, type DocumentFilter, type DocumentHits, type Written } from './documents/documents.ts'
export type { Questions, SimilarOptions } from './conversation/similar.ts'
export type { Messages } from './conversation/search-messages.ts'
export { BlockStore, type BlocksState } from './conversation/blocks.ts'
export type { ReportDesk, Reports, SchoolPolicy } from './conversation/reports.ts'
export { SavedStore, type SavedState } from './conversation/saved.ts'
export { ApiError } from './core/errors.ts'
export { Http, type CallOptions } from './http/http.ts'
export { eventBus, type BusMessage, type EventBus, type EventMap } from './core/event-bus.ts'
export { WebSocketManager } from './websocket-manager.ts'
export type { ManagedSocket } from './managed-socket.ts'
export { sendInstructorMessage } from './send.ts'
export { Cell, type Store } from './core/store.ts'
export { systemClock, type Clock } from './core/clock.ts'
export type { TransportName } from './connection/transport.ts'
export type { BrowserTabs, ChannelLike, LocksLike } from './core/browser-tabs.ts'
export { MemoryStorage, type ClientStorage, type StorageArea } from './core/storage.ts'
export { IndexedDbStorage } from './core/storage-indexeddb.ts'
export type { WebSocketConstructor, WebSocketLike } from './connection/websocket-transport.ts'

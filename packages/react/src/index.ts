'use client'

export { InstructorChatProvider, type InstructorChatProviderProps } from './InstructorChatProvider.tsx'
export { ChatProvider, type ChatProviderProps } from './ChatProvider.tsx'
export { LecternRoot, PageIsRoot, type LecternRootProps } from './LecternRoot.tsx'
export * from './parts/chat.ts'
export * from './parts/cards.ts'
export * from './parts/documents.ts'
export * from './parts/emoji.ts'
export * from './parts/notices.ts'
export * from './parts/saved.ts'
export * from './parts/search.ts'
export * from './parts/details.ts'
export * from './parts/key-map.ts'
export { useChat } from './context/chat-context.ts'
export { useFormats, useLabels } from './context/texts-context.ts'
export type {
  CardViewProps,
  CardViews,
  CommandPlace,
  DocumentTarget,
  EnterKey,
  KeyGroup,
  KeyMeaning,
  SlashCommand,
} from './context/host-context.ts'
export * from './hooks/hooks.ts'
export { readField, useTypedForm, type TypedForm } from './hooks/use-typed-form.ts'
export { useInstructorChat, type InstructorChat } from './hooks/use-instructor-chat.ts'
export { useSnapshot, useStore } from './hooks/use-store.ts'
export { printPage } from './hooks/print-later.ts'
export { useBackCloses } from './hooks/use-back-closes.ts'
export { useToday } from './hooks/today.ts'
export { englishLabels } from './labels/english-labels.ts'
export { labelsIn, type Labels } from './labels/labels.ts'
export type { Messages as LabelMessages } from './texts/messages.ts'
export { germanLabels } from './labels/german-labels.ts'
export { failureReason as reasonInWords, reasonOf } from './labels/reason.ts'
export { Formats } from './labels/formats.ts'
export type { ChatComponentProps } from './chat/ChatComponent.tsx'
export type { ChatHeaderProps } from './chat/ChatHeader.tsx'
export type { ChatBoxProps } from './chat/ChatBox.tsx'
export type { ChatInputProps } from './chat/composer/ChatInput.tsx'
export type { MessageBubbleProps } from './chat/message/MessageBubble.tsx'
export type { EmojiPickerProps } from './emoji/EmojiPicker.tsx'
export type { MessageCardProps } from './cards/registry.tsx'
export { useAction, useCard } from './cards/card-context.ts'
export type { CardFrameProps } from './cards/CardFrame.tsx'
export { useKeyboardHelp } from './help/KeyboardHelp.tsx'
export type { KeyMapProps } from './help/KeyMap.tsx'
export { insertText } from './ui/edit-text.ts'
export { dropped, type Dropped } from './attachments/dropped.ts'
export { filesIn } from './attachments/use-attach.ts'
export { commandKey, isCommand, optionKey } from './ui/command-key.ts'
export type { DocumentTextProps } from './documents/DocumentText.tsx'
export type { DocumentViewProps } from './documents/DocumentView.tsx'
export type { ImageTrayProps } from './documents/ImageTray.tsx'
export type { ChangesProps } from './documents/Changes.tsx'
export { useLoad, type LoadState } from './documents/use-load.ts'
export type { AvatarProps } from './ui/Avatar.tsx'
export type { MenuItem } from './ui/Menu.tsx'
export type { ConversationListProps } from './panels/conversations/ConversationList.tsx'
export { inSections, LIST_SECTIONS, type ListSection } from './panels/conversations/list-sections.ts'
export { useBlocks } from './hooks/use-blocks.ts'
export { useEscape } from './hooks/use-escape.ts'
export { useNoticeDesk, useNotices } from './hooks/use-notices.ts'
export type { NoticeListProps } from './panels/notices/NoticeList.tsx'
export { noticeExcerpt } from './panels/notices/notice-excerpt.ts'
export type { SavedMessagesProps } from './panels/saved/SavedMessages.tsx'
export type { MessageSearchProps } from './panels/search/MessageSearch.tsx'
export type { MessageSearchWish } from './panels/search/message-filters.ts'
export { useMessageSearch, type FoundMessages } from './hooks/use-message-search.ts'
export type { ConversationDetailsProps } from './panels/details/ConversationDetails.tsx'
export {
  DETAILS_TABS,
  type DetailsProps,
  type DetailsSection,
  type DetailsTab,
} from './panels/details/sections.ts'

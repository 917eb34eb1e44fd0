export {
  InstructorChatProvider,
  useChat,
  useFormats,
  useLabels,
  type InstructorChatProviderProps,
} from './instructor-chat-context.tsx'
export * from './hooks/hooks.ts'
export { useInstructorChat, type InstructorChat } from './hooks/use-instructor-chat.ts'
export { useSnapshot, useStore } from './hooks/use-store.ts'
export { useToday } from './hooks/today.ts'
export { englishLabels, type Labels } from './labels.ts'
export { germanLabels } from './german-labels.ts'
export { reasonOf } from './reason.ts'
export { Formats } from './formats.ts'
export { ChatComponent, type ChatComponentProps } from './chat/ChatComponent.tsx'
export { ChatHeader, type ChatHeaderProps } from './chat/ChatHeader.tsx'
export { ChatBox, type ChatBoxProps } from './chat/ChatBox.tsx'
export { ChatInput, type ChatInputProps } from './chat/ChatInput.tsx'
export { MessageBubble, type MessageBubbleProps } from './chat/MessageBubble.tsx'
export { TypingIndicator } from './chat/TypingIndicator.tsx'
export { EmojiPicker, type EmojiPickerProps } from './chat/EmojiPicker.tsx'
export { MessageCard, type CardViewProps, type CardViews } from './chat/message-cards/registry.tsx'
export { ConnectionStatus } from './connection/ConnectionStatus.tsx'
export { OfflineBanner } from './connection/OfflineBanner.tsx'
export { Markdown } from './text/Markdown.tsx'
export { Avatar, type AvatarProps } from './ui/Avatar.tsx'
export { RoleBadge } from './ui/RoleBadge.tsx'
export type { MenuItem } from './ui/Menu.tsx'
export { ConversationList, type ConversationListProps } from './left-panel/ConversationList.tsx'
export { ConversationDetails, type ConversationDetailsProps } from './right-panel/ConversationDetails.tsx'

// The components as hosts get them: each has the root that its rules need. Inside the package they are used as they are.
// What a page loads later is in a file of its own: a bundler keeps what one file imports together.
import { ChatComponent as ChatComponentInside } from '../chat/ChatComponent.tsx'
import { ChatHeader as ChatHeaderInside } from '../chat/ChatHeader.tsx'
import { ChatBox as ChatBoxInside } from '../chat/ChatBox.tsx'
import { ChatInput as ChatInputInside } from '../chat/composer/ChatInput.tsx'
import { MessageBubble as MessageBubbleInside } from '../chat/message/MessageBubble.tsx'
import { TypingIndicator as TypingIndicatorInside } from '../chat/TypingIndicator.tsx'
import { ConnectionStatus as ConnectionStatusInside } from '../connection/ConnectionStatus.tsx'
import { OfflineBanner as OfflineBannerInside } from '../connection/OfflineBanner.tsx'
import { MessageCard as MessageCardInside } from '../cards/registry.tsx'
import { CardFrame as CardFrameInside } from '../cards/CardFrame.tsx'
import { Markdown as MarkdownInside } from '../text/Markdown.tsx'
import { Avatar as AvatarInside } from '../ui/Avatar.tsx'
import { RoleBadge as RoleBadgeInside } from '../ui/RoleBadge.tsx'
import { ConversationList as ConversationListInside } from '../panels/conversations/ConversationList.tsx'
import { part, whole } from '../LecternRoot.tsx'

export const ChatComponent = /* @__PURE__ */ whole(ChatComponentInside)
export const ChatHeader = /* @__PURE__ */ part(ChatHeaderInside)
export const ChatBox = /* @__PURE__ */ part(ChatBoxInside)
export const ChatInput = /* @__PURE__ */ part(ChatInputInside)
export const MessageBubble = /* @__PURE__ */ part(MessageBubbleInside)
export const TypingIndicator = /* @__PURE__ */ part(TypingIndicatorInside)
export const ConnectionStatus = /* @__PURE__ */ part(ConnectionStatusInside)
export const OfflineBanner = /* @__PURE__ */ part(OfflineBannerInside)
export const MessageCard = /* @__PURE__ */ part(MessageCardInside)
export const CardFrame = /* @__PURE__ */ part(CardFrameInside)
export const Markdown = /* @__PURE__ */ part(MarkdownInside)
export const Avatar = /* @__PURE__ */ part(AvatarInside)
export const RoleBadge = /* @__PURE__ */ part(RoleBadgeInside)
export const ConversationList = /* @__PURE__ */ whole(ConversationListInside)

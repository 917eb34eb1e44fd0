// A separate file, because it is loaded when details are first shown, after the messages.
export { ConversationDetails } from '@lectern/react'

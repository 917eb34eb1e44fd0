import { SavedMessages as SavedMessagesInside } from '../panels/saved/SavedMessages.tsx'
import { whole } from '../LecternRoot.tsx'

export const SavedMessages = /* @__PURE__ */ whole(SavedMessagesInside)

import { ConversationDetails as ConversationDetailsInside } from '../panels/details/ConversationDetails.tsx'
import { whole } from '../LecternRoot.tsx'

export const ConversationDetails = /* @__PURE__ */ whole(ConversationDetailsInside)

import { PlannedMessages as PlannedMessagesInside } from '../planned/PlannedMessages.tsx'
import { whole } from '../LecternRoot.tsx'

export const PlannedMessages = /* @__PURE__ */ whole(PlannedMessagesInside)

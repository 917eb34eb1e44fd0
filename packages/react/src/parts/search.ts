import { MessageSearch as MessageSearchInside } from '../panels/search/MessageSearch.tsx'
import { whole } from '../LecternRoot.tsx'

export const MessageSearch = /* @__PURE__ */ whole(MessageSearchInside)

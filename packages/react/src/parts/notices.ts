import { NoticeList as NoticeListInside } from '../panels/notices/NoticeList.tsx'
import { whole } from '../LecternRoot.tsx'

export const NoticeList = /* @__PURE__ */ whole(NoticeListInside)

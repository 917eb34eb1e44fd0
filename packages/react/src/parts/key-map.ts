import { KeyMap as KeyMapInside } from '../help/KeyMap.tsx'
import { part } from '../LecternRoot.tsx'

export const KeyMap = /* @__PURE__ */ part(KeyMapInside)

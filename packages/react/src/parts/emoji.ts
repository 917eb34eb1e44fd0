import { EmojiPicker as EmojiPickerInside } from '../emoji/EmojiPicker.tsx'
import { part } from '../LecternRoot.tsx'

export const EmojiPicker = /* @__PURE__ */ part(EmojiPickerInside)

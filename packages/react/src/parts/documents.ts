import { DocumentView as DocumentViewInside } from '../documents/DocumentView.tsx'
import { Citations as CitationsInside } from '../documents/Citations.tsx'
import { DocumentText as DocumentTextInside } from '../documents/DocumentText.tsx'
import { ImageTray as ImageTrayInside } from '../documents/ImageTray.tsx'
import { Changes as ChangesInside } from '../documents/Changes.tsx'
import { PassageText as PassageTextInside } from '../documents/PassageText.tsx'
import { part, whole } from '../LecternRoot.tsx'

export const DocumentView = /* @__PURE__ */ whole(DocumentViewInside)
export const Citations = /* @__PURE__ */ part(CitationsInside)
export const DocumentText = /* @__PURE__ */ part(DocumentTextInside)
export const ImageTray = /* @__PURE__ */ part(ImageTrayInside)
export const Changes = /* @__PURE__ */ part(ChangesInside)
export const PassageText = /* @__PURE__ */ part(PassageTextInside)

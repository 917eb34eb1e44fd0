import { attributeOf, type HtmlElement } from './html-tree.ts'
import type { Style } from './inline-markdown.ts'

const BOLD = /font-weight:\s*(?:bold|bolder|[6-9]\d\d)/iu
const REGULAR = /font-weight:\s*(?:normal|lighter|[1-5]\d\d)/iu
const STRONG = new Set(['b', 'strong'])
const EM = new Set(['i', 'em', 'cite', 'dfn'])
const DEL = new Set(['s', 'del', 'strike'])
const CODE = new Set(['code', 'kbd', 'samp', 'tt'])

/** The style of the words in an element. What it says itself is stronger than its name: documents wrap all in `b`. */
export const styleOf = (element: HtmlElement, style: Style): Style => {
  const { tag } = element
  const css = attributeOf(element, 'style') ?? ''
  const href = tag === 'a' ? attributeOf(element, 'href') : undefined
  return {
    strong: BOLD.test(css) || (!REGULAR.test(css) && (STRONG.has(tag) || style.strong)),
    em:
      /font-style:\s*(?:italic|oblique)/iu.test(css) ||
      (!/font-style:\s*normal/iu.test(css) && (EM.has(tag) || style.em)),
    del: /text-decoration[^;]*line-through/iu.test(css) || DEL.has(tag) || style.del,
    code: CODE.has(tag) || style.code,
    href: href !== undefined && /^(?:https?|mailto):/iu.test(href) ? href : style.href,
  }
}

// highlight.js has about sixty scopes; eight colours are enough for a reader.
const KINDS: Record<string, string> = Object.fromEntries(
  Object.entries({
    keyword: 'keyword selector-tag tag doctag template-tag section',
    literal: 'literal number symbol bullet link',
    string: 'string regexp char quote code subst-string template-variable meta-string',
    comment: 'comment',
    title: 'title name selector-class selector-id strong',
    type: 'type built_in class selector-pseudo selector-attr',
    attribute: 'attr attribute variable property params',
    meta: 'meta prompt_',
    inserted: 'addition',
    deleted: 'deletion',
  }).flatMap(([kind, scopes]) => scopes.split(' ').map((scope) => [scope, kind])),
)

/** The colour of a scope such as `title.function`; most text has none. */
export const tokenKind = (scope: string | undefined): string | undefined => {
  const found = KINDS[scope?.split('.')[0] ?? '']
  return typeof found === 'string' ? found : undefined
}

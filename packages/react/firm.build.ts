// Makes dist/firm.css of theme.css: the same look on a page whose own rules for elements (`* {}`, `button {}`, `svg {}`)
// stand outside of any layer. Inside the components everything is first put back to the browser's defaults, with more
// weight than such rules have, and every rule of ours weighs more than that.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { list, parse, root as newRoot, rule as newRule, type ChildNode, type Root, type Rule } from 'postcss'

/** Matches everything, and weighs as much as an id. */
const WEIGHT = ':not(#\\#)'

const source = join(import.meta.dirname, 'src/theme.css')

/** The rules of a file in their order, with what it imports. */
const rulesOf = (file: string): ChildNode[] =>
  parse(readFileSync(file, 'utf8'), { from: file }).nodes.flatMap((node): ChildNode[] => {
    if (node.type !== 'atrule') return [node]
    const path = /^['"](.+?)['"]/.exec(node.params)?.[1]
    if (node.name === 'import' && path !== undefined) return rulesOf(join(dirname(file), path))
    if (node.name === 'layer') return [...(node.nodes ?? [])]
    return [node]
  })

/** The variables of the look stay in the layer, so that a host sets them as ever. */
const isVariables = (node: ChildNode): boolean => {
  if (node.type === 'rule')
    return (
      node.selectors.every((each) => /^(?::root|:host|\[data-lectern-theme)/.test(each)) &&
      hasOnlyVariables(node)
    )
  return (
    node.type === 'atrule' &&
    node.nodes !== undefined &&
    node.nodes.length > 0 &&
    node.nodes.every(isVariables)
  )
}

const hasOnlyVariables = ({ nodes }: Rule): boolean =>
  nodes.every((each) => each.type !== 'decl' || each.prop.startsWith('--'))

/** What a host draws into the components, views of cards for example. */
const HOSTS = '[data-lectern-host], [data-lectern-host] *'

/**
 * The weight belongs to the last part of a selector, before its pseudo-element. The rules for plain elements would weigh
 * more than those of a host.
 */
const weigh = (selector: string): string => {
  const at = selector.search(/::[\w-]+(?:\([^)]*\))?(?::[\w-]+)*$/)
  const isPlain = selector.startsWith(':where(.lectern) ')
  const weight = WEIGHT + WEIGHT + (isPlain ? `:where(:not(${HOSTS}))` : '')
  return at < 0 ? selector + weight : selector.slice(0, at) + weight + selector.slice(at)
}

const weighAll = (root: Root): void =>
  root.walkRules((rule: Rule) => {
    const { parent } = rule
    if (parent?.type === 'atrule' && (parent as { name: string }).name.endsWith('keyframes')) return
    rule.selectors = list.comma(rule.selector).map(weigh)
  })

/** What is drawn by attributes keeps them; formulas have rules of their own in the layer. */
const DRAWN =
  'svg, svg *, math, math *, img, video, canvas, iframe, .katex, .katex *, [data-lectern-host], [data-lectern-host] *'
const REPLACED = 'svg, img, video, canvas, iframe'

const resets = (): Rule[] => {
  const inside = `.lectern${WEIGHT}`
  const plain = `${inside} :not(${DRAWN})`
  return [
    newRule({ selectors: [plain, `${plain}::before`, `${plain}::after`] }).append({
      prop: 'all',
      value: 'revert',
    }),
    // An attribute that `all` takes away like a rule of the page.
    newRule({ selectors: [`${plain}[hidden]`] }).append({ prop: 'display', value: 'none' }),
    newRule({ selectors: [`${inside} :is(${REPLACED}):not([data-lectern-host] *)`] }).append(
      ...[
        'display',
        'vertical-align',
        'margin',
        'padding',
        'border',
        'max-width',
        'max-height',
        'overflow',
      ].map((prop) => ({ prop, value: 'revert' })),
    ),
    newRule({ selectors: [`${inside} :is(.katex, .katex :not(svg, svg *))`] }).append({
      prop: 'all',
      value: 'revert-layer',
    }),
  ]
}

const made = (): string => {
  const nodes = rulesOf(source).filter(({ type }) => type !== 'comment')
  const variables = newRoot({ nodes: nodes.filter(isVariables).map((node) => node.clone()) })
  const look = newRoot({ nodes: nodes.filter((node) => !isVariables(node)).map((node) => node.clone()) })
  weighAll(look)
  return [
    '/* Lectern on a page with rules of its own for plain elements. Made of theme.css. */',
    `@layer lectern {\n${variables.toString()}\n}`,
    ...resets().map(String),
    look.toString(),
  ].join('\n')
}

const target = join(import.meta.dirname, 'dist/firm.css')
mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, `${made()}\n`)

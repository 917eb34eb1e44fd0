// Renders the templates of deploy/helm: the part of Helm's language that they use, and nothing else. There is no Helm in our
// tests, so what this does not know is an error, and what it makes has to be strict YAML.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments, stringify } from 'yaml'

type Values = Record<string, unknown>
type Token = { text: string } | { action: string }

const tokensOf = (template: string): Token[] => {
  const trimmed = template.replaceAll(/\s*\{\{-/g, '{{').replaceAll(/-\}\}\s*/g, '}}')
  return trimmed
    .split(/(\{\{.*?\}\})/s)
    .map((part) => (part.startsWith('{{') ? { action: part.slice(2, -2).trim() } : { text: part }))
}

const lookUp = (path: string, scope: Values): unknown =>
  path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !(name in value))
      throw new Error(`there is no ${path}`)
    return (value as Values)[name]
  }, scope)

/** Splits at spaces outside of brackets and quotes. */
const wordsOf = (expression: string): string[] =>
  expression.match(/\((?:[^()]|\([^()]*\))*\)|"[^"]*"|\S+/g) ?? []

const isTrue = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : value !== '' && value !== 0 && value !== false && value !== undefined

const FUNCTIONS: Record<string, (...given: unknown[]) => unknown> = {
  and: (...given) => given.every(isTrue),
  not: (value) => !isTrue(value),
  gt: (a, b) => Number(a) > Number(b),
  int: Number,
  quote: (value) => JSON.stringify(String(value)),
  toYaml: (value) => stringify(value).trimEnd(),
  nindent: (count, text) =>
    String(text)
      .split('\n')
      .map((line) => `\n${' '.repeat(Number(count))}${line}`)
      .join(''),
  fail: (message) => {
    throw new Error(String(message))
  },
}

const evaluate = (expression: string, scope: Values): unknown => {
  let piped: unknown[] = []
  for (const stage of expression.split(' | ')) {
    const [first = '', ...rest] = wordsOf(stage)
    const given = [...rest.map((word) => valueOf(word, scope)), ...piped]
    const called = FUNCTIONS[first]
    piped = [called ? called(...given) : valueOf(first, scope)]
  }
  return piped[0]
}

const valueOf = (word: string, scope: Values): unknown => {
  if (word.startsWith('(')) return evaluate(word.slice(1, -1), scope)
  if (word.startsWith('"')) return JSON.parse(word) as unknown
  if (/^\d+$/.test(word)) return Number(word)
  if (word.startsWith('.') || word.startsWith('$')) return lookUp(word.replace(/^\./, ''), scope)
  throw new Error(`this renderer does not know ${word}`)
}

/** Renders up to the end of the block; returns the rest. */
const renderBlock = (
  tokens: readonly Token[],
  scope: Values,
  isShown: boolean,
): [string, readonly Token[]] => {
  let made = ''
  let rest = tokens
  for (;;) {
    const [token, ...after] = rest
    if (token === undefined) return [made, []]
    rest = after
    if ('text' in token) made += isShown ? token.text : ''
    else if (token.action === 'end') return [made, rest]
    else if (token.action.startsWith('if ')) {
      const [text, next] = renderBlock(rest, scope, isShown && isTrue(evaluate(token.action.slice(3), scope)))
      made += text
      rest = next
    } else if (token.action.startsWith('range ')) {
      const [, key = '', value = '', list = ''] = /^range (\$\w+), (\$\w+) := (\S+)$/.exec(token.action) ?? []
      let next: readonly Token[] = renderBlock(rest, scope, false)[1]
      for (const [name, each] of Object.entries(isShown ? (valueOf(list, scope) as Values) : {})) {
        const [text, ended] = renderBlock(rest, { ...scope, [key]: name, [value]: each }, true)
        made += text
        next = ended
      }
      rest = next
    } else if (isShown) made += String(evaluate(token.action, scope))
  }
}

const merge = (values: Values, changes: Values): Values =>
  Object.fromEntries(
    Object.entries({ ...values, ...changes }).map(([name, value]) => {
      const before = values[name]
      const isNested =
        typeof before === 'object' && before !== null && typeof value === 'object' && value !== null
      return [name, isNested ? merge(before as Values, value as Values) : value]
    }),
  )

/** The objects that the chart makes with these values. @throws if a template is not understood, or makes no strict YAML */
export const renderChart = (chart: string, release: string, changes: Values): Values[] => {
  const values = merge(
    parse(readFileSync(join(chart, 'values.yaml'), 'utf8'), { strict: true }) as Values,
    changes,
  )
  return readdirSync(join(chart, 'templates')).flatMap((file) => {
    const template = readFileSync(join(chart, 'templates', file), 'utf8')
    const [text] = renderBlock(tokensOf(template), { Values: values, Release: { Name: release } }, true)
    return parseAllDocuments(text, { strict: true, uniqueKeys: true }).flatMap((document) => {
      if (document.errors[0]) throw new Error(`${file}: ${document.errors[0].message}`)
      const object = document.toJS() as Values | null
      return object ? [object] : []
    })
  })
}

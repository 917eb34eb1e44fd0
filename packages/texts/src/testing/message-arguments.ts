import type { compile } from '../compile.ts'

type Element = ReturnType<ReturnType<typeof compile>['getAst']>[number]

/** The names that a message shows, and those by which it only selects a form. */
export interface MessageArguments {
  readonly shown: ReadonlySet<string>
  readonly choosers: ReadonlySet<string>
}

export const argumentsOf = (elements: readonly Element[]): MessageArguments => {
  const shown = new Set<string>()
  const choosers = new Set<string>()
  const visit = (element: Element): void => {
    if (!('value' in element) || Number(element.type) === LITERAL) return
    if (!('options' in element)) return void shown.add(element.value)
    choosers.add(element.value)
    for (const { value } of Object.values(element.options)) value.forEach(visit)
  }
  elements.forEach(visit)
  return { shown, choosers }
}

/** Words between arguments; the parser's own enum does not work with modules that are compiled one by one. */
const LITERAL = 0

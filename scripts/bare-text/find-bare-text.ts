// Finds text in JSX that a page translator turns into a fault. A translator puts another element in place of each text
// node. React keeps the node itself: it then removes, or inserts before, a node that is no longer there, and the page
// fails; or it changes a node that nobody sees, and the old words stay on the screen. An element whose only child is
// text has neither fault. So text that stands beside anything that may change needs an element of its own.
//
// It reads syntax alone, without types: what is not plainly an element counts as text.
import ts from 'typescript'

export interface BareText {
  line: number
  text: string
}

/** Props that hold elements; whoever passes text in one wraps it. */
const SLOTS: readonly string[] = [
  ...['act', 'children', 'content', 'waiting', 'dialog', 'icon', 'mark', 'note', 'shown', 'submit'],
  // Functions that draw elements.
  ...['acts', 'blocks', 'button', 'each', 'inlines'],
]

/** Every place in a file that breaks the rule. */
export const findBareText = (name: string, content: string): BareText[] => {
  const source = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: BareText[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) || ts.isJsxFragment(node))
      for (const child of bareIn(node)) found.push(describe(child, source))
    if (isComponent(node)) for (const drawn of bareResults(node)) found.push(describe(drawn, source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const describe = (node: ts.Node, source: ts.SourceFile): BareText => ({
  line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
  text: node.getText(source).trim(),
})

type Kind = 'text' | 'element' | 'nothing'

interface Component extends ts.VariableDeclaration {
  readonly initializer: ts.ArrowFunction
}

const isComponent = (node: ts.Node): node is Component =>
  ts.isVariableDeclaration(node) &&
  /^[A-Z][a-z]/u.test(node.name.getText()) &&
  node.initializer !== undefined &&
  ts.isArrowFunction(node.initializer)

/** A component that draws bare text would stand beside the others of its parent. */
const bareResults = ({ initializer: { body } }: Component): ts.Expression[] => {
  const drawn = ts.isBlock(body) ? returnsOf(body) : [body]
  return drawn.filter((each) => kindsIn(each).includes('text'))
}

/** The text children of an element, if any of its several children may change. */
const bareIn = (element: ts.JsxElement | ts.JsxFragment): ts.JsxChild[] => {
  const children = element.children.filter((child) => !isLayout(child))
  if (children.length < 2 || !children.some(mayChange)) return []
  return children.filter(
    (child, at) => kindsOf(child).includes('text') && !isSafeBlank(child, children[at - 1]),
  )
}

/** A translator leaves blanks alone, and nothing is put before this one. */
const isSafeBlank = (child: ts.JsxChild, before: ts.JsxChild | undefined): boolean =>
  ts.isJsxExpression(child) &&
  child.expression !== undefined &&
  ts.isStringLiteralLike(child.expression) &&
  child.expression.text.trim() === '' &&
  !(before && mayChange(before))

/** Blanks with a line break, and comments, draw nothing. */
const isLayout = (child: ts.JsxChild): boolean =>
  (ts.isJsxText(child) && child.containsOnlyTriviaWhiteSpaces) ||
  (ts.isJsxExpression(child) && child.expression === undefined)

const mayChange = (child: ts.JsxChild): boolean =>
  ts.isJsxExpression(child) && child.expression !== undefined && !ts.isStringLiteralLike(child.expression)

const kindsOf = (child: ts.JsxChild): Kind[] => {
  if (ts.isJsxText(child)) return ['text']
  return ts.isJsxExpression(child) && child.expression ? kindsIn(child.expression) : ['element']
}

/** What an expression can draw. */
const kindsIn = (expression: ts.Expression): Kind[] => {
  if (ts.isParenthesizedExpression(expression)) return kindsIn(expression.expression)
  if (ts.isConditionalExpression(expression))
    return [...kindsIn(expression.whenTrue), ...kindsIn(expression.whenFalse)]
  if (ts.isBinaryExpression(expression)) return kindsInBinary(expression)
  if (isElement(expression)) return ['element']
  if (NOTHING.includes(expression.kind) || expression.getText() === 'undefined') return ['nothing']
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.flatMap(kindsIn)
  if (isSlot(expression) || isListOfElements(expression)) return ['element']
  return ['text']
}

/** By its own name, the last one of a path, or that of the called function. */
const isSlot = (expression: ts.Expression): boolean => {
  if (ts.isIdentifier(expression)) return SLOTS.includes(expression.text)
  if (ts.isPropertyAccessExpression(expression)) return SLOTS.includes(expression.name.text)
  return ts.isCallExpression(expression) && isSlot(expression.expression)
}

const NOTHING: readonly ts.SyntaxKind[] = [ts.SyntaxKind.NullKeyword, ts.SyntaxKind.FalseKeyword]

const isElement = (node: ts.Node): boolean =>
  ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)

/** Of `a && b` only `b` is drawn, of the others both sides. */
const kindsInBinary = ({ left, right, operatorToken }: ts.BinaryExpression): Kind[] => {
  const { kind } = operatorToken
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return ['nothing', ...kindsIn(right)]
  const isChoice = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken
  return isChoice ? [...kindsIn(left), ...kindsIn(right)] : ['text']
}

/** `.map(… => <li />)` and the like. */
const isListOfElements = (expression: ts.Expression): boolean => {
  if (!ts.isCallExpression(expression)) return false
  const [last] = expression.arguments.slice(-1)
  if (!last || !ts.isArrowFunction(last)) return false
  const { body } = last
  const drawn = ts.isBlock(body) ? returnsOf(body) : [body]
  return drawn.length > 0 && drawn.every((each) => !kindsIn(each).includes('text'))
}

const returnsOf = (block: ts.Block): ts.Expression[] =>
  block.statements.flatMap((statement) => {
    if (ts.isReturnStatement(statement) && statement.expression) return [statement.expression]
    if (ts.isIfStatement(statement) && ts.isReturnStatement(statement.thenStatement))
      return statement.thenStatement.expression ? [statement.thenStatement.expression] : []
    return []
  })

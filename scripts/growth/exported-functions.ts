// Finds what a package exports and takes text: functions and methods with a parameter of strings, as their types are
// written. Components are left out: they take properties, and hand texts to functions that are found.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export interface ExportedFunction {
  /** Below the root of the repository. */
  file: string
  /** A function, `Class.method`, or `new Class`. */
  name: string
  /** The names of its parameters, and of their fields, that have text. */
  parameters: readonly string[]
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = '{packages,apps}/*/src/**/*.{ts,tsx}'
const NO_SOURCE = /\.(?:test|property|contract|stories)\.tsx?$|\/testing\/|\.d\.ts$/

export const findExportedFunctions = (): ExportedFunction[] =>
  globSync(SOURCES, { cwd: ROOT })
    .filter((file) => !NO_SOURCE.test(file))
    .toSorted()
    .flatMap((file) => readFunctions(file, readFileSync(`${ROOT}${file}`, 'utf8')))

/** Those in the text of a file. */
export const readFunctions = (file: string, source: string): ExportedFunction[] => {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest)
  return parsed.statements
    .filter(isExported)
    .flatMap(signaturesIn)
    .flatMap(({ name, parameters }) => {
      const texts = parameters.flatMap(textsOf)
      return texts.length === 0 ? [] : [{ file, name, parameters: texts }]
    })
}

interface Signature {
  name: string
  parameters: readonly ts.ParameterDeclaration[]
}

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(is(ts.SyntaxKind.ExportKeyword)) ?? false)

const is =
  (kind: ts.SyntaxKind) =>
  (node: ts.Node): boolean =>
    node.kind === kind

const signaturesIn = (node: ts.Statement): Signature[] => {
  if (ts.isFunctionDeclaration(node)) return [{ name: node.name?.text ?? '', parameters: node.parameters }]
  if (ts.isClassDeclaration(node))
    return node.members.flatMap((member) => memberOf(node.name?.text ?? '', member))
  if (!ts.isVariableStatement(node)) return []
  return node.declarationList.declarations.flatMap(({ name, initializer }) =>
    ts.isIdentifier(name) && initializer ? functionIn(name.text, initializer) : [],
  )
}

/** Also in a call around it, as in `memo(…)`, and what a function returns. */
const functionIn = (name: string, node: ts.Node): Signature[] => {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    return [{ name, parameters: node.parameters }, ...functionIn(name, node.body)]
  return ts.isCallExpression(node) ? node.arguments.flatMap((argument) => functionIn(name, argument)) : []
}

const memberOf = (className: string, member: ts.ClassElement): Signature[] => {
  if (ts.isConstructorDeclaration(member))
    return [{ name: `new ${className}`, parameters: member.parameters }]
  if (!member.name || !ts.isIdentifier(member.name)) return []
  const name = `${className}.${member.name.text}`
  if (ts.isMethodDeclaration(member)) return [{ name, parameters: member.parameters }]
  return ts.isPropertyDeclaration(member) && member.initializer ? functionIn(name, member.initializer) : []
}

const textsOf = ({ name, type, initializer }: ts.ParameterDeclaration): string[] => {
  if (!type) return initializer && ts.isStringLiteral(initializer) && ts.isIdentifier(name) ? [name.text] : []
  if (isText(type)) return [ts.isIdentifier(name) ? name.text : 'entries']
  return ts.isTypeLiteralNode(type) ? fieldsOf(type) : []
}

const fieldsOf = (type: ts.TypeLiteralNode): string[] =>
  type.members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || !member.type || !ts.isIdentifier(member.name)) return []
    return isText(member.type) ? [member.name.text] : []
  })

/** Strings, and lists of them. */
const isText = (type: ts.TypeNode): boolean => {
  if (type.kind === ts.SyntaxKind.StringKeyword) return true
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.some(isText)
  if (ts.isArrayTypeNode(type)) return isText(type.elementType)
  if (ts.isTupleTypeNode(type)) return type.elements.some(isText)
  if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type) || ts.isRestTypeNode(type))
    return isText(type.type)
  if (ts.isOptionalTypeNode(type)) return isText(type.type)
  if (ts.isNamedTupleMember(type)) return isText(type.type)
  return ts.isTypeReferenceNode(type) && (type.typeArguments?.some(isText) ?? false)
}

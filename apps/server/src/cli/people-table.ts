// A table of people as a school's other software exports it: CSV by RFC 4180, with a comma or a semicolon.
import { Role, toVisibleLine } from '@lectern/protocol'
import { foldEmail } from '../features/accounts/users.ts'
import { claimsTitle, looksLike } from '../features/accounts/likeness-of-names.ts'

interface Row {
  /** The line of the file on which it begins. */
  line: number
  cells: string[]
}

export interface NewPerson {
  line: number
  email: string
  name: string
  role: Role
}

export interface Fault {
  line: number
  text: string
}

/** What is in the installation already. */
export interface Known {
  /** Folded addresses. */
  emails: ReadonlySet<string>
  /** Names of staff and assistants. */
  staff: readonly string[]
}

export interface PeopleTable {
  people: NewPerson[]
  /** Lines of people who are there already. */
  present: number
  faults: Fault[]
}

const CELL = /(?:^|[,;])(?:[ \t]*"((?:[^"]|"")*)"[ \t]*|([^,;"]*))/gy

/** A cell in quotes may have separators and line ends in it. */
const rowsOf = (text: string): Row[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const rows: Row[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1
    let whole = lines[at] ?? ''
    while ((whole.split('"').length - 1) % 2 === 1 && at + 1 < lines.length) whole += `\n${lines[++at]}`
    if (whole.trim() !== '') rows.push({ line, cells: cellsOf(whole) })
  }
  return rows
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(CELL)].map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim())

const COLUMNS = ['email', 'name', 'role'] as const

/** Reads and judges a whole table, so that all its faults are mended in one go. */
export const readPeopleTable = (text: string, known: Known): PeopleTable => {
  const [head, ...rows] = rowsOf(text)
  const names = head?.cells.map((cell) => cell.toLowerCase()) ?? []
  const missing = COLUMNS.filter((column) => !names.includes(column))
  if (missing.length > 0) {
    const said = `The first line must name the columns email, name and role; ${missing.join(' and ')} is missing.`
    return { people: [], present: 0, faults: [{ line: head?.line ?? 1, text: said }] }
  }
  const table: PeopleTable = { people: [], present: 0, faults: [] }
  const lineOf = new Map<string, number>()
  const staff = [...known.staff]
  const students: NewPerson[] = []
  for (const { line, cells } of rows) {
    const cell = (column: (typeof COLUMNS)[number]) => cells[names.indexOf(column)] ?? ''
    const email = cell('email')
    const name = toVisibleLine(cell('name'))
    const role = Role.safeParse(cell('role').toLowerCase())
    const refuse = (said: string) => void table.faults.push({ line, text: said })
    const key = foldEmail(email)
    const before = lineOf.get(key)
    lineOf.set(key, line)
    if (!/^\S+@\S+$/.test(email)) refuse(`“${email}” is not an email address.`)
    else if (before !== undefined) refuse(`${email} is also on line ${before}.`)
    else if (name === '') refuse('The name is missing.')
    else if (!role.success) refuse(`“${cell('role')}” is not a role: ${Role.options.join(', ')}.`)
    else if (known.emails.has(key)) table.present++
    else {
      const person = { line, email, name, role: role.data }
      table.people.push(person)
      if (role.data === 'student') students.push(person)
      else staff.push(name)
    }
  }
  for (const { line, name } of students) {
    if (claimsTitle(name))
      table.faults.push({ line, text: `“${name}” says that somebody belongs to the staff.` })
    else if (staff.some((each) => looksLike(name, each)))
      table.faults.push({ line, text: `“${name}” looks like the name of somebody of the staff.` })
  }
  table.faults.sort((a, b) => a.line - b.line)
  return table
}

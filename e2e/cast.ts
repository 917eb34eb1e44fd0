// People for one test, made in the database of a running server as `lectern user add` makes them.
import type { Role } from '@lectern/protocol'
import { updateUser } from '../apps/server/src/features/accounts/users-rows.ts'
import { createUser, requireNewPassword } from '../apps/server/src/features/accounts/users.ts'
import type { Context } from '../apps/server/src/features/context.ts'
import { openContext } from '../apps/server/src/open-context.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import { foldText } from '../apps/server/src/platform/fold.ts'
import { createLog } from '../apps/server/src/platform/log.ts'
import { readCourse } from '../apps/server/src/cli/demo-course.ts'
import { Person } from './person.ts'
import { PASSWORD } from './server.ts'

/** The cheapest Argon2: the tests of sign-in cover the real cost. */
const PASSWORD_COST = { memory_kib: 8, passes: 1 }

/** Like the demo class, and separate from every other. */
export interface Cast {
  ada: Person
  ben: Person
  chloe: Person
  /** The course “Mathematics 1” of all three and the assistant, with its documents. */
  course: string
  /** Ada and Ben. */
  direct: string
}

/** Adds people and their content to the data folder of a server. */
export class Casting {
  readonly #ctx: Context
  readonly #parts: AsyncDisposableStack
  readonly #url: string

  static async open(url: string, data_dir: string): Promise<Casting> {
    const log = createLog('silent')
    const parts = new AsyncDisposableStack()
    const options = { data_dir, clock: systemClock, log, password_cost: PASSWORD_COST }
    return new Casting(await openContext(options, parts), parts, url)
  }

  private constructor(ctx: Context, parts: AsyncDisposableStack, url: string) {
    this.#ctx = ctx
    this.#parts = parts
    this.#url = url
  }

  /** Another instructor, to whom every student may write. */
  instructor(name: string): Promise<Person> {
    return this.#add(name, 'instructor')
  }

  administrator(name: string): Promise<Person> {
    return this.#add(name, 'admin')
  }

  /** Another student. */
  student(name: string): Promise<Person> {
    return this.#add(name, 'student')
  }

  /** Gives somebody any name, as an older installation may have stored it. Returns them signed in anew. */
  async rename({ id, email }: Person, name: string): Promise<Person> {
    const change = { name, name_key: foldText(name) }
    await this.#ctx.db.write((transaction) => updateUser(transaction, id, change))
    return Person.signIn(this.#url, email)
  }

  /** As `lectern user password --must-change --keep` does. */
  requireNewPassword({ email }: Person): Promise<void> {
    return requireNewPassword(this.#ctx, email)
  }

  /** Ada, Ben and Chloe, without conversations. */
  async people(): Promise<Pick<Cast, 'ada' | 'ben' | 'chloe'>> {
    const [ada, ben, chloe] = await Promise.all([
      this.#add('Ada', 'instructor'),
      this.#add('Ben', 'student'),
      this.#add('Chloe', 'student'),
    ])
    return { ada, ben, chloe }
  }

  /** The three with their course and a direct conversation. */
  async cast(): Promise<Cast> {
    const people = await this.people()
    const { ada, ben, chloe } = people
    const assistant = await this.assistant(ada)
    const course = await ada.create('course', 'Mathematics 1', [ben.id, chloe.id, assistant])
    for (const { title, content, collection } of readCourse())
      await ada.document(title, content, { conversation_id: course.id, collection })
    await ada.say(course.id, 'Welcome to Mathematics 1! Ask here whatever others may want to know, too.')
    const direct = await ada.create('direct', undefined, [ben.id])
    await ada.say(direct.id, 'Hello Ben! How are you getting on with the fractions?')
    return { ...people, course: course.id, direct: direct.id }
  }

  /** Returns its id. */
  async assistant(asker: Person): Promise<string> {
    const assistant = (await asker.people('assistant'))[0]
    if (!assistant) throw new Error('The server has no assistant')
    return assistant.id
  }

  async #add(name: string, role: Role): Promise<Person> {
    const email = `${name.toLowerCase().replaceAll(' ', '-')}-${crypto.randomUUID().slice(0, 8)}@example.edu`
    await createUser(this.#ctx, { email, name, role, password: PASSWORD })
    return Person.signIn(this.#url, email)
  }

  close(): Promise<void> {
    return this.#parts.disposeAsync()
  }
}

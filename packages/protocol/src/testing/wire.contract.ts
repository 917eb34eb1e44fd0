// What a client may rely on over HTTP, asked of a real server and of the one that the client's tests imitate. Every
// endpoint is asked by a case of its own or named in NOT_FAKED. An answer must be exactly what its schema says.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints, type Operation } from '../api/index.ts'
import { conversationCases } from './conversations.contract.ts'
import { fileCases } from './files.contract.ts'
import { messageCases } from './messages.contract.ts'
import { peopleCases } from './people.contract.ts'
import { questionCases } from './questions.contract.ts'
import { NOT_FAKED } from './not-faked.contract.ts'
import { openRoom, type People, type Room } from './room.contract.ts'
import { signIn, WirePerson, type Wire } from './wire-person.contract.ts'

export type { Account, Wire } from './wire-person.contract.ts'

/** By endpoint: what is expected of it, as sentences. */
export const wireCases: Partial<Record<Operation, Cases>> = {
  ...peopleCases,
  ...conversationCases,
  ...messageCases,
  ...questionCases,
  ...fileCases,
}

export type Cases = Record<string, (room: Room) => Promise<void>>

const operations = Object.keys(endpoints) as Operation[]

export interface WireContractOptions {
  /** Opens what is asked, with Ada, an instructor, and the students Ben and Chloe. */
  open: () => Promise<Wire>
  /** Of a fake: what it has of the registry. */
  fakes?: readonly Operation[]
}

export const wireContract = (name: string, { open, fakes = [] }: WireContractOptions): void => {
  describe(`the wire contract of ${name}`, () => {
    let wire: Wire
    let people: People
    beforeAll(async () => {
      wire = await open()
      const { ada, ben, chloe } = wire.accounts
      people = {
        ada: await signIn(wire, ada),
        ben: await signIn(wire, ben),
        chloe: await signIn(wire, chloe),
      }
    })
    afterAll(() => wire.close())

    test('every endpoint has a case or a reason why the fake server lacks it', () => {
      expect([...Object.keys(wireCases), ...Object.keys(NOT_FAKED)].sort()).toEqual([...operations].sort())
    })

    test('what is called not faked is no fake', () => {
      expect(fakes.filter((each) => each in NOT_FAKED)).toEqual([])
    })

    for (const [operation, cases] of Object.entries(wireCases) as [Operation, Cases][])
      describe(`the endpoint ${operation}`, () => {
        test.for(Object.entries(cases))('%s', async ([, run]) => {
          const room = await openRoom(wire, people)
          await run(room)
          expect(room.asked(operation), `a case of ${operation} asks it`).toBeDefined()
        })

        const { guard, path } = endpoints[operation]
        if (guard !== 'bearer') return
        test('asks for a token', async () => {
          const room = await openRoom(wire, people)
          await Object.values(cases)[0]?.(room)
          const refusal = await new WirePerson(wire).refused(operation, room.asked(operation))
          expect(refusal.code).toBe('unauthorized')
        })

        if (!path.startsWith('/conversations/:id')) return
        test('is not found by who is no member', async () => {
          const room = await openRoom(wire, people)
          await Object.values(cases)[0]?.(room)
          const stranger = room.asked(operation)
          expect((await people.chloe.refused(operation, stranger)).code).toBe('not_found')
        })
      })
  })
}

// The contract of the HTTP API, tested on a real server and on the fake one of the client's tests. Every
// endpoint has a case of its own or a reason in NOT_FAKED. An answer must match its schema exactly.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints, type Operation } from '../index.ts'
import { conversationCases } from './conversations.contract.ts'
import { fileCases } from './files.contract.ts'
import { messageCases } from './messages.contract.ts'
import { peopleCases } from './people.contract.ts'
import { questionCases } from './questions.contract.ts'
import { NOT_FAKED } from './not-faked.contract.ts'
import { ownCases } from './own.contract.ts'
import { safetyCases } from './safety.contract.ts'
import { openRoom, type People, type Room } from './room.contract.ts'
import { signIn, WirePerson, type Wire } from './wire-person.contract.ts'

export type { Account, Wire } from './wire-person.contract.ts'

/** By endpoint: the expectations, as sentences. */
export const wireCases: Partial<Record<Operation, Cases>> = {
  ...peopleCases,
  ...conversationCases,
  ...messageCases,
  ...questionCases,
  ...fileCases,
  ...ownCases,
  ...safetyCases,
}

export type Cases = Record<string, (room: Room) => Promise<void>>

const operations = Object.keys(endpoints) as Operation[]

export interface WireContractOptions {
  /** Opens the server under test, with Ada, an instructor, and the students Ben and Chloe. */
  open: () => Promise<Wire>
  /** For a fake: the endpoints that it offers. */
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

    test('an endpoint in NOT_FAKED is not faked', () => {
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
        test('requires a token', async () => {
          const room = await openRoom(wire, people)
          await Object.values(cases)[0]?.(room)
          const refusal = await new WirePerson(wire).refused(operation, room.asked(operation))
          expect(refusal.code).toBe('unauthorized')
        })

        if (!path.startsWith('/conversations/:id')) return
        test('is not found by non-members', async () => {
          const room = await openRoom(wire, people)
          await Object.values(cases)[0]?.(room)
          const stranger = room.asked(operation)
          expect((await people.chloe.refused(operation, stranger)).code).toBe('not_found')
        })
      })
  })
}

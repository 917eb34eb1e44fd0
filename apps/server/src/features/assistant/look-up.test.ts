// The small course that every installation can load: the floor is a little below what was measured.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCourse } from '../../cli/demo-course.ts'
import { QUESTIONS } from '../../testing/course-questions.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { createDocument } from '../documents/documents.ts'
import { findPassages } from '../documents/find-passages.ts'
import { kindOf } from './kinds/kind-of.ts'
import { lookUp } from './look-up.ts'

const RIGHT_FLOOR = 0.85
const WRAPPED_FLOOR = 0.85
const AMONG = 3

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
  const ada = await server.contextOf(server.people.ada)
  for (const note of readCourse()) await createDocument(...ada, { format: 'markdown', ...note })
})
afterAll(() => server.close())

const look = (question: string) =>
  lookUp(kindOf(question), (text) => findPassages(server.ctx, server.people.ben, text, { limit: 6 }))

const shareRight = async (wrap: (question: string) => string): Promise<number> => {
  let right = 0
  for (const [question, answer] of QUESTIONS) {
    const { passages } = await look(wrap(question))
    if (passages.slice(0, AMONG).some(({ excerpt }) => excerpt.includes(answer))) right++
  }
  return right / QUESTIONS.length
}

test('questions find their answers', async () => {
  expect(await shareRight((question) => question)).toBeGreaterThanOrEqual(RIGHT_FLOOR)
})

test('questions find their answers in polite messages as well', async () => {
  const wrapped = await shareRight(
    (question) =>
      `Hi prof! Sorry to bother you again on a Sunday. I have a question: ${question}? Thanks a lot!!`,
  )
  expect(wrapped).toBeGreaterThanOrEqual(WRAPPED_FLOOR)
})

test('what stands below a heading that names it is an answer', async () => {
  expect((await look('what is the chain rule?')).isNear).toBe(false)
})

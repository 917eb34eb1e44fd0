// The quality of search for students' questions. The floor is a minimum; the figures are printed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCourse } from '../../cli/demo-course.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { createDocument } from './documents.ts'
import { findPassages } from './find-passages.ts'
import { QUESTIONS } from '../../testing/course-questions.ts'

const AMONG = 3
const HIT_FLOOR = 0.8
const RANK_FLOOR = 0.7

const notes = readCourse()

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
  const ada = await server.contextOf(server.people.ada)
  for (const note of notes) await createDocument(...ada, { format: 'markdown', ...note })
})
afterAll(() => server.close())

it('has an answer to every question', () => {
  const unanswered = QUESTIONS.filter(([, answer]) => !notes.some(({ content }) => content.includes(answer)))
  expect(unanswered).toEqual([])
})

it("finds the passages that answer students' questions", async () => {
  const ranks = await Promise.all(
    QUESTIONS.map(async ([question, answer]) => {
      const found = await findPassages(server.ctx, server.people.ben, question, { limit: 10 })
      return found.findIndex(({ excerpt }) => excerpt.includes(answer)) + 1
    }),
  )
  const missed = QUESTIONS.filter((_, index) => !ranks[index] || ranks[index] > AMONG)
  const hits = (QUESTIONS.length - missed.length) / QUESTIONS.length
  const rank = ranks.reduce((sum, each) => sum + (each === 0 ? 0 : 1 / each), 0) / QUESTIONS.length
  console.log(
    `${QUESTIONS.length} questions: hit@${AMONG} ${hits.toFixed(3)}, MRR ${rank.toFixed(3)}; not among the first ${AMONG}:`,
    missed.map(([question]) => question),
  )
  expect(hits).toBeGreaterThanOrEqual(HIT_FLOOR)
  expect(rank).toBeGreaterThanOrEqual(RANK_FLOOR)
})

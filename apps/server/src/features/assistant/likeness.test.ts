import { describe, expect, test } from 'vitest'
import { isSameQuestion, nearness as nearnessOf, readWording } from './likeness.ts'

const nearness = (written: string, question: string) =>
  nearnessOf(readWording(written), readWording(question))

describe('the same question', () => {
  test.each([
    ['How do I complete the square?', 'how to complete the sqare'],
    ['When is the homework due?', 'due date of the homework?? when'],
    ['Wie löst man quadratische Gleichungen?', 'Eine quadratische Gleichung, wie löst man die?'],
    ['why', 'Why?'],
  ])('%s · %s', (a, b) => expect(isSameQuestion(a, b)).toBe(true))

  test.each([
    ['What is the derivative of sine?', 'What is the derivative of cosine?'],
    ['How do I solve exercise 2 of worksheet 3?', 'How do I solve exercise 2 of worksheet 4?'],
    ['When is the exam?', 'What is the chain rule?'],
    ['What is the derivative of sine?', 'Is the derivative of sine times cosine the product?'],
    ['', ''],
  ])('not: %s · %s', (a, b) => expect(isSameQuestion(a, b)).toBe(false))
})

describe('similar questions while typing', () => {
  test('half a question finds the whole one', () => {
    expect(nearness('what to bring to the ex', 'What do we have to bring to the exam?')).toBeGreaterThan(0)
  })

  test('one word, or another subject, finds nothing', () => {
    expect(nearness('the exam', 'What do we have to bring to the exam?')).toBe(0)
    expect(nearness('how do fractions cancel', 'What do we have to bring to the exam?')).toBe(0)
  })

  test('the more similar one comes first', () => {
    const typed = 'when is the homework due'
    expect(nearness(typed, 'When is homework due?')).toBeGreaterThan(
      nearness(typed, 'When is the homework of the second week due, and may it be handed in later?'),
    )
  })
})

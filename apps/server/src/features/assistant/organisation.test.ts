import { expect, it } from 'vitest'
import type { FoundPassage } from '../documents/find-passages.ts'
import { aboutOrganisation } from './organisation.ts'

const passage = (title: string, excerpt: string) => ({ title, excerpt }) as FoundPassage

const FIELD_TRIP = passage('Field trip', 'We meet at the observatory on Friday at nine, with sturdy shoes.')
const SYLLABUS = passage('Syllabus', 'The midterm is on Monday, 3 May.')
const ALGEBRA = passage('Linear algebra', 'A system of 3 equations has one solution.')

it.each([
  ['Where do we meet for the field trip?', FIELD_TRIP],
  ['When is the midterm?', SYLLABUS],
])('%s: what is called so, or has a time beside it', (question, found) => {
  expect(aboutOrganisation([ALGEBRA, found], question)).toEqual([found])
})

it.each(['When do I get my grade in linear algebra?', 'Is there a final exam?', 'Where do we meet?'])(
  '%s: nothing, whatever has its words',
  (question) => {
    expect(aboutOrganisation([FIELD_TRIP, ALGEBRA], question)).toEqual([])
  },
)

import { UPLOAD_FAULTS } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { Formats } from '../labels/formats.ts'
import { germanLabels } from '../labels/german-labels.ts'
import { englishLabels } from '../labels/english-labels.ts'
import { uploadReason } from './upload-reason.ts'

const SAID = 'As the server says.'
const labels = { ...englishLabels, ...germanLabels }
const formats = new Formats(labels, 'en-GB')
const german = (code: string, more = {}) =>
  uploadReason({ code, reason: SAID, retryable: false, ...more }, labels, formats)

test.each(UPLOAD_FAULTS)('%s has words in every language', (why) => {
  const said = [labels, englishLabels].map((each) =>
    uploadReason({ code: 'rejected', why, reason: SAID, retryable: false }, each, formats),
  )
  expect(said).not.toContain(SAID)
  expect(new Set(said).size).toBe(2)
})

test('an oversized file gets the limit', () => {
  expect(german('too_large', { limit: 25 * 1024 ** 2 })).toBe('Die Datei ist zu groß; die Grenze ist 25 MB.')
})

test("a reason that only a newer server knows is shown in the server's words", () => {
  expect(german('rejected', { why: 'cursed' })).toBe(SAID)
  expect(german('too_large')).toBe(SAID)
})

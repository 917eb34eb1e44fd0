import { expect, test } from 'vitest'
import { namesOf, targetOf } from './anchors.ts'

test.each([
  [['Summary'], ['summary']],
  [
    ['Summary', 'Summary', 'Summary'],
    ['summary', 'summary-1', 'summary-2'],
  ],
  [
    ['Summary', 'Summary-1', 'Summary'],
    ['summary', 'summary-1', 'summary-2'],
  ],
  [
    ['What is x_1?', "Ada's notes", 'C++ & C#'],
    ['what-is-x_1', 'adas-notes', 'c--c'],
  ],
  [
    ['Größe', 'Ünïcode', 'ΑΒΓ'],
    ['größe', 'ünïcode', 'αβγ'],
  ],
  [
    ['第一章 总结', 'まとめ', 'สรุป', 'ملخص', 'सारांश'],
    ['第一章-总结', 'まとめ', 'สรุป', 'ملخص', 'सारांश'],
  ],
  [
    ['🎉 Party', '1. First – last'],
    ['-party', '1-first--last'],
  ],
])('N6 names %j', (texts, names) => {
  expect(namesOf(texts)).toEqual(names)
})

test.each([
  ['#summary', 'summary'],
  ['#Summary', 'summary'],
  ['#%E4%B8%AD', '中'],
  ['#100%', '100%'],
  ['#', undefined],
  ['/#summary', undefined],
  ['https://a.example/#b', undefined],
])('a link to %s leads to %s', (href, name) => {
  expect(targetOf(href)).toBe(name)
})

// What the documents of a course say about its organisation: only passages that name what is asked for and are about it,
// by their heading or by a date, a time or a number beside it. Whatever else has the word "exam" says nothing about it.
// What a school calls its own ("Field trip") is in no list: the heading names it, and a sentence with a time says more of it.
import { STOP_WORDS } from '../../platform/stop-words.ts'
import { foldForSearch, wordsOf } from '../../platform/words.ts'
import type { FoundPassage } from '../documents/find-passages.ts'

/** What the organisation is about, by the beginnings of words. */
const TOPICS =
  `exam test quiz midterm final deadline due homework assignment essay project paper report presentation grade grading mark
  attendance extension late retake resit lecture lesson class tutorial seminar office syllabus submission submit hand calculator absence
  sick klausur prufung abgabe frist hausaufgabe hausarbeit referat note benotung anwesenheit verlanger nachschreib vorlesung
  unterricht sprechstunde ubung abgeben krank taschenrechner fehl examen prueba tarea entrega nota clase plazo asistencia
  calificacion devoir controle partiel cours delai absence esame compito consegna lezione voto prova trabalho aula prazo
  sinav odev final teslim ders not devamsizlik tentamen toets cijfer huiswerk экзамен контрольн домашн оценк зачет
  امتحان اختبار واجب درج تسليم 考试 作业 成绩 期末 期中 截止 補考 试 試験 宿題 成績 提出 課題`.split(/\s+/)
const WHEN =
  /\p{N}|(?<!\p{L})(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?!\p{L})|(?<!\p{L})(?:mon|diens|donners|frei|sams|sonn)tags?(?!\p{L})|mittwoch|%/iu

const topicsOf = (text: string): string[] => {
  const words = wordsOf(text).map(({ text: word }) => word)
  return TOPICS.filter((topic) => words.some((word) => begins(word, topic)))
}

/** "exams", "abschlussprufung", but not "classification". */
const LONGER = 8
const SPACED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}]/u
const begins = (word: string, topic: string): boolean =>
  SPACED.test(topic)
    ? (word.startsWith(topic) || word.endsWith(topic)) && word.length <= topic.length + LONGER
    : word.includes(topic)

/** The stems of its words with content. */
const stemsOf = (text: string): string[] =>
  wordsOf(text).flatMap(({ text: word, stem }) => (STOP_WORDS.has(word) ? [] : [stem]))

/** A title or heading of which every word is asked for, with a sentence below it that has a time and another word of the question. */
const isNamed = (headings: readonly string[], sentences: readonly string[], question: string): boolean => {
  const asked = new Set(stemsOf(question))
  return headings.some((heading) => {
    const named = stemsOf(heading)
    if (named.length === 0 || !named.every((stem) => asked.has(stem))) return false
    const saysMore = (stem: string) => asked.has(stem) && !named.includes(stem)
    return sentences.some((sentence) => WHEN.test(sentence) && stemsOf(sentence).some(saysMore))
  })
}

export const aboutOrganisation = (found: readonly FoundPassage[], question: string): FoundPassage[] => {
  const topics = topicsOf(question)
  return found.filter(({ title, headings = [], excerpt }) => {
    const above = topicsOf([title, ...headings].join('\n'))
    if (topics.some((topic) => above.includes(topic))) return true
    const sentences = foldForSearch(excerpt).split(/[.!?。！？\n]+/)
    const isBeside = (sentence: string) =>
      WHEN.test(sentence) && topicsOf(sentence).some((one) => topics.includes(one))
    return sentences.some(isBeside) || isNamed([title, ...headings], sentences, question)
  })
}

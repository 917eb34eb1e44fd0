import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  ['en', 'Can somebody explain how to compute the integral of this function?'],
  ['en', 'I think the answer is forty-two, but I am not sure about the second part.'],
  ['de', 'Kann mir jemand erklären, wie man das Integral dieser Funktion berechnet?'],
  ['de', 'Ich glaube, die Antwort ist richtig, bin aber beim zweiten Teil nicht sicher.'],
  ['de', '# Quadrate\n\nWarum wird die Hälfte des Koeffizienten quadriert und dann addiert?'],
  ['fr', 'Bonjour, pouvez-vous expliquer cette formule encore une fois, s’il vous plaît ?'],
  ['es', '¿Puedes explicar otra vez cómo se calcula la derivada de esta función?'],
  ['ru', 'Кто может объяснить, как вычислить интеграл этой функции?'],
  ['ja', 'これは数学の問題です。どうやって解きますか？'],
])('X16 a sentence in %s is told: %s', (language, text) => {
  expect(languageOf(text)).toBe(language)
})

test.each([
  '',
  'Ok',
  'Danke schön!',
  // Likely Dutch by its letters, and English by its small words.
  'I can only read text so far. Please write your question in words.',
  'Ada Lovelace, Ben Huber',
  '12 34 56 78 90 12 34 56 78 90 12 34 56 78 90',
  '👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'https://example.edu/die/ableitung/des/sinus/ist/der/kosinus/und/so/weiter',
  '```\nconst ableitung = die_ableitung_des_sinus(und, nicht, der, kosinus)\n```',
  '$$\\int_0^1 \\operatorname{sinus}(x) \\mathrm{d}x = \\text{die Ableitung des Sinus ist der Kosinus}$$',
])('X16 %j is in no language', (text) => {
  expect(languageOf(text)).toBeUndefined()
})

test('X16 code and formulas do not hide the language of the words around them', () => {
  const code = '```\nfor (const value of values) console.log(the_value_of_the_thing)\n```'
  expect(languageOf(`Warum gibt dieses Programm eine Zeile zu viel aus?\n\n${code}`)).toBe('de')
})

import { expect, test } from 'vitest'
import { letterOf } from './letter-of.ts'

test.each([
  ['b', 'KeyB', 'b'],
  ['B', 'KeyB', 'b'],
  // Dvorak, AZERTY and QWERTZ move the Latin letters: what is printed on the key counts.
  ['b', 'KeyN', 'b'],
  ['z', 'KeyY', 'z'],
  ['и', 'KeyB', 'b'],
  ['И', 'KeyB', 'b'],
  ['л', 'KeyK', 'k'],
  ['ш', 'KeyI', 'i'],
  ['я', 'KeyZ', 'z'],
  ['ы', 'KeyS', 's'],
  ['ю', 'Period', '.'],
  ['β', 'KeyB', 'b'],
  ['ι', 'KeyI', 'i'],
  ['נ', 'KeyB', 'b'],
  ['ן', 'KeyI', 'i'],
  ['ל', 'KeyK', 'k'],
  ['لا', 'KeyB', 'b'],
  ['ı', 'KeyI', 'i'],
  ['ㅠ', 'KeyB', 'b'],
  ['Unidentified', 'KeyB', 'b'],
  ['Dead', 'KeyE', 'e'],
  ['Enter', 'Enter', 'enter'],
  ['/', 'Digit7', '/'],
  ['é', 'Digit2', '2'],
  ['', '', ''],
])('%j on %s is %s', (key, code, letter) => expect(letterOf({ key, code })).toBe(letter))

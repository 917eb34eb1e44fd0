// Messages with every kind of text.
const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``

export const FORMULAS = `To solve $ax^2 + bx + c = 0$ with $a \\ne 0$:

$$
x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}
$$

\\[
(a+b)^{10} = a^{10} + 10a^9b + 45a^8b^2 + 120a^7b^3 + 210a^6b^4 + 252a^5b^5 + 210a^4b^6 + 120a^3b^7 + 45a^2b^8
\\]

A notebook is $5 and a calculator $10; that is no formula. This one is wrong: $\\frac{1}{2$.`

export const CODE = fenced(
  'python',
  `from math import sqrt

def roots(a: float, b: float, c: float) -> list[float]:
    """Real solutions, smallest first."""
    d = b ** 2 - 4 * a * c  # the discriminant
    return sorted((-b + s * sqrt(d)) / (2 * a) for s in (1, -1)) if d >= 0 else []`,
)

export const MUCH_CODE = fenced(
  'js',
  Array.from({ length: 60 }, (_, at) => `const x${at} = ${at} ** 2 // the square of ${at}`).join('\n'),
)

export const STRUCTURE = `## Results of the short test

| Task | Right | Most common slip |
| --- | ---: | --- |
| 1 Expand | 24 of 26 | sign of the last term |
| 2 Factor | 19 of 26 | forgot the common factor |

1. Look at \`task 3\` again
2. ~~Hand it in today~~ Hand it in **on Thursday**
   - on paper, or
   - [online](https://example.edu)

> What one has written by hand, one remembers.

- [x] Copies
- [ ] Chalk`

export const ARABIC = `صباح الخير! هل يمكنك شرح المعادلة $x^2 = 4$ من فضلك؟

- الخطوة الأولى: الجذر
- الخطوة الثانية: \`x = ±2\``

export const UNBROKEN = `https://example.edu/${'very-long-address/'.repeat(9)} Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ${'a'.repeat(160)}`

// Messages with every kind of text: for pictures, and for tests of their look.
export const FORMULAS = `# The quadratic formula

To solve $ax^2 + bx + c = 0$ with $a \\ne 0$, complete the square:

$$
x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}
$$

The discriminant \\(D = b^2 - 4ac\\) decides:

\\[
\\begin{cases}
D > 0 & \\text{two solutions} \\\\
D = 0 & \\text{one solution} \\\\
D < 0 & \\text{none in } \\mathbb{R}
\\end{cases}
\\]

A notebook is $5 and a calculator $10; that is no formula. This one is wrong: $\\frac{1}{2$.`

export const LONG_FORMULA = `Expanded it is longer than any phone is wide:

$$
(a+b)^{10} = a^{10} + 10a^9b + 45a^8b^2 + 120a^7b^3 + 210a^6b^4 + 252a^5b^5 + 210a^4b^6 + 120a^3b^7 + 45a^2b^8 + 10ab^9 + b^{10}
$$

and in a line: $\\sum_{k=0}^{10} \\binom{10}{k} a^{10-k} b^k = \\prod_{j=1}^{10} (a + b) = (a+b) \\cdot (a+b) \\cdot (a+b) \\cdots (a+b)$.`

const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``

export const CODE = [
  fenced(
    'python',
    `from math import sqrt

def roots(a: float, b: float, c: float) -> list[float]:
    """Real solutions, smallest first."""
    d = b ** 2 - 4 * a * c  # the discriminant
    return sorted((-b + s * sqrt(d)) / (2 * a) for s in (1, -1)) if d >= 0 else []`,
  ),
  fenced(
    'java',
    `public final class Roots {
    @Override public String toString() { return "x = " + 0x2A; }
}`,
  ),
  fenced(
    'sql',
    `SELECT name, AVG(points) AS mean FROM results WHERE task = 3 GROUP BY name HAVING mean > 4.5;`,
  ),
].join('\n\n')

export const MORE_CODE = [
  fenced(
    'tsx',
    `const Answer = ({ x }: { x: number }) => <p className="answer">{x ** 2}</p> // x²
export default Answer`,
  ),
  fenced('html', `<a href="/tasks" class="link">Tasks &amp; answers</a>\n<style>a { color: teal; }</style>`),
  fenced('diff', `@@ -1,3 +1,3 @@\n-x = (-b + d) / 2 * a\n+x = (-b + d) / (2 * a)\n print(x)`),
  fenced('bash', `for f in *.py; do\n  echo "$f"; python3 "$f" | head -n 1  # only the first line\ndone`),
].join('\n\n')

export const STRUCTURE = `## Before Thursday

1. Read chapter **4**, *not* chapter 5
   - the part about \`sqrt\`
   - ~~the appendix~~
2. Hand in
   - [x] worksheet 1
   - [ ] worksheet 2

> A proof is what convinces
> a sceptical friend.

| Task | Right | Most common slip | Points | Remark |
| --- | --: | --- | :-: | --- |
| 1 Expand | 24 of 26 | sign of the last term | 4 | $(a-b)^2$ |
| 2 Factor | 19 of 26 | forgot the common factor | 6 | \`2x(x+1)\` |

---

[the answers](https://lectern.example/answers) and https://lectern.example/courses/mathematics-1/worksheets/quadratic-equations/solutions?week=4&show=all#task-3`

export const ARABIC = `حل المعادلة $x^2 = 4$ هو:

- القيمة الأولى $x = 2$
- القيمة الثانية $x = -2$

> اقتباس قصير

In English: two solutions.`

export const UNBROKEN = `${'unbroken'.repeat(30)} ${'漢字'.repeat(40)}`

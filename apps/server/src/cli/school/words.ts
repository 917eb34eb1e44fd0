// What people of a generated school say. All of it depends on the numbers that are drawn: the same seed says the same.

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export const randomOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

export class Words {
  readonly #random: () => number
  /** By how often they are said. */
  readonly all: readonly string[]

  /** `count`: how many words the school knows. */
  constructor(random: () => number, count = 30_000) {
    this.#random = random
    this.all = [...KNOWN, ...Array.from({ length: count - KNOWN.length }, () => this.#invent())]
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.#random() * list.length)]
    if (picked === undefined) throw new Error('There is nothing to pick')
    return picked
  }

  chance(share: number): boolean {
    return this.#random() < share
  }

  /** From 1 on. */
  upTo(most: number): number {
    return 1 + Math.floor(this.#random() * most)
  }

  /** A few sentences, now and then with a formula, code or the number of an exercise. */
  text(): string {
    const said = Array.from({ length: this.upTo(3) }, () => this.#sentence())
    if (this.chance(0.04)) said.push(this.pick(FORMULAS))
    if (this.chance(0.02)) said.push(`\`${this.pick(NAMES)}_${this.#word()}(${this.upTo(99)})\``)
    if (this.chance(0.03)) said.push(`See exercise MA-${1_000 + this.upTo(8_999)}.`)
    return said.join(' ')
  }

  question(): string {
    return `${this.pick(ASKING)} ${this.#phrase(3 + this.upTo(8))}?`
  }

  title(): string {
    return `${this.pick(SUBJECTS)} ${this.upTo(12)}${this.pick(['a', 'b', 'c', ''])}`
  }

  #sentence(): string {
    const phrase = this.#phrase(4 + this.upTo(14))
    return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`
  }

  #phrase(words: number): string {
    return Array.from({ length: words }, () => this.#word()).join(' ')
  }

  /** The first words are said most. */
  #word(): string {
    return this.all[Math.floor(this.all.length ** this.#random()) - 1] ?? ''
  }

  #invent(): string {
    return Array.from({ length: 1 + this.upTo(3) }, () => this.#syllable()).join('')
  }

  #syllable(): string {
    return this.pick(ONSETS) + this.pick(VOWELS) + (this.chance(0.3) ? this.pick(['n', 'r', 's', 't']) : '')
  }
}

const KNOWN =
  `the a to of and is in it you that we on for this with can be not have what if do how so one then as at but
  get from there why are two no use I my when line square number first next answer same find value term page side
  triangle circle angle factor root graph slope area sum product fraction power equation function proof example
  derivative integral limit vector matrix series mean median variance probability sample`.split(/\s+/u)
const ONSETS = 'b c d f g h j k l m n p r s t v w st tr pl gr ch sh th'.split(' ')
const VOWELS = 'a e i o u ai ea ou'.split(' ')
const SUBJECTS = ['Algebra', 'Geometry', 'Statistics', 'Analysis', 'Physics', 'Chemistry', 'Latin', 'History']
const NAMES = ['root', 'sum', 'mean', 'area', 'solve', 'plot']
const ASKING = ['How do I find', 'Why is', 'What is', 'Can somebody explain', 'Where does', 'When do we use']
const FORMULAS = [
  '$x^2 + px + q = 0$',
  '$\\frac{3}{4} - \\frac{2}{3}$',
  '$\\int_0^1 x^2\\,dx$',
  '$\\sqrt{a^2 + b^2}$',
]

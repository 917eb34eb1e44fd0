import { isolate } from '@lectern/texts'
import { dayOf } from '../core/clock.ts'
import type { Labels } from './labels.ts'

/** Times, days, numbers and lists of names in the format of `locale`. */
export class Formats {
  readonly #time: Intl.DateTimeFormat
  readonly #weekday: Intl.DateTimeFormat
  readonly #date: Intl.DateTimeFormat
  readonly #dateWithYear: Intl.DateTimeFormat
  readonly #shortDate: Intl.DateTimeFormat
  readonly #full: Intl.DateTimeFormat
  readonly #number: Intl.NumberFormat
  readonly #sizes: readonly Intl.NumberFormat[]
  readonly #names: Intl.ListFormat
  readonly #labels: Labels
  /** Undefined: that of the device. */
  readonly locale: string | undefined

  constructor(labels: Labels, locale?: string) {
    const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
    this.#labels = labels
    this.locale = locale
    // The short form has two figures where a region writes the hour so; `hour: 'numeric'` gives 0:45 in Britain.
    this.#time = date({ timeStyle: 'short' })
    this.#weekday = date({ weekday: 'long' })
    this.#date = date({ weekday: 'long', day: 'numeric', month: 'long' })
    this.#dateWithYear = date({ day: 'numeric', month: 'long', year: 'numeric' })
    this.#shortDate = date({ day: 'numeric', month: 'short' })
    this.#full = date({ dateStyle: 'full', timeStyle: 'short' })
    this.#number = new Intl.NumberFormat(locale)
    this.#sizes = ['byte', 'kilobyte', 'megabyte'].map(
      (unit, power) =>
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay: power === 0 ? 'long' : 'short',
          maximumFractionDigits: power === 2 ? 1 : 0,
        }),
    )
    this.#names = new Intl.ListFormat(locale, { type: 'conjunction' })
  }

  time(moment: number): string {
    return this.#time.format(moment)
  }

  full(moment: number): string {
    return this.#full.format(moment)
  }

  date(moment: number): string {
    return this.#dateWithYear.format(moment)
  }

  number(value: number): string {
    return this.#number.format(value)
  }

  /** The size of a file. */
  size(bytes: number): string {
    const power = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
    return this.#sizes[power]?.format(bytes / 1024 ** power) ?? ''
  }

  names(names: readonly string[]): string {
    return this.#names.format(names.map(isolate))
  }

  /** `today` is the current day (`dayOf`). */
  day(moment: number, today: number): string {
    const day = dayOf(moment)
    if (day === today) return this.#labels.today
    if (day === today - 1) return this.#labels.yesterday
    if (day > today - 7 && day < today) return this.#weekday.format(moment)
    if (day > today - 300) return this.#date.format(moment)
    return this.date(moment)
  }

  /** Short enough for the corner of a list row. */
  brief(moment: number, today: number): string {
    const day = dayOf(moment)
    if (day === today) return this.time(moment)
    if (day === today - 1) return this.#labels.yesterday
    if (day > today - 7 && day < today) return this.#weekday.format(moment)
    if (day > today - 300) return this.#shortDate.format(moment)
    return this.date(moment)
  }
}

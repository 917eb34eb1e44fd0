import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { BackIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { mirrorKey } from '../../ui/turned-key.ts'
import { firstWeekday, inMonths, momentOf, monthOf, firstOf, placeInWeek, weeksOf } from './days.ts'

export interface CalendarProps {
  /** Days (`dayOf`) that may be chosen, both included. */
  first: number
  last: number
  /** Where it opens. */
  day: number
  onChoose: (day: number) => void
}

/** A month of days. One of them is in the tab order, and the arrows lead to all others. */
export const Calendar = ({ first, last, day: initial, onChoose }: CalendarProps) => {
  const labels = useLabels()
  const [day, setDay] = useState(initial)
  const month = monthOf(day)
  const names = useNames()
  const grid = useRef<HTMLDivElement>(null)
  const walked = useRef(false)
  const isOpen = (each: number) => each >= first && each <= last
  const go = (to: number) => setDay(Math.min(Math.max(to, first), last))
  useEffect(() => {
    if (walked.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    walked.current = false
  }, [day])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[`${event.shiftKey ? 'Shift+' : ''}${mirrorKey(event)}`]
    if (!step) return
    event.preventDefault()
    walked.current = true
    go(step(day, names.begins))
  }
  const months = Array.from({ length: monthOf(last) - monthOf(first) + 1 }, (_, at) => monthOf(last) - at)
  return (
    <div className="lectern-calendar">
      <div className="lectern-calendar-months">
        <IconButton
          className="lectern-calendar-back"
          label={labels.date.monthBefore}
          icon={<BackIcon />}
          aria-disabled={month <= monthOf(first)}
          onClick={() => go(inMonths(day, -1))}
        />
        <select
          className="lectern-calendar-month"
          aria-label={labels.date.month}
          value={month}
          onChange={({ target }) => go(inMonths(day, Number(target.value) - month))}
        >
          {months.map((each) => (
            <option key={each} value={each}>
              {names.month(each)}
            </option>
          ))}
        </select>
        <IconButton
          className="lectern-calendar-on"
          label={labels.date.monthAfter}
          icon={<BackIcon />}
          aria-disabled={month >= monthOf(last)}
          onClick={() => go(inMonths(day, 1))}
        />
      </div>
      <div ref={grid} onKeyDown={onKeyDown}>
        <table aria-label={names.month(month)}>
          <thead>
            <tr>
              {names.weekdays.map(({ short, long }) => (
                <th key={long} scope="col" abbr={long}>
                  {short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(month, names.begins).map((week) => (
              <tr key={week[0]}>
                {week.map((each) => (
                  <td key={each} data-beside={monthOf(each) !== month || undefined}>
                    <button
                      type="button"
                      tabIndex={each === day ? 0 : -1}
                      data-first-focus={each === day || undefined}
                      aria-label={names.day(each)}
                      aria-current={each === last ? 'date' : undefined}
                      aria-disabled={!isOpen(each)}
                      onClick={() => isOpen(each) && onChoose(each)}
                    >
                      {names.number(each)}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const STEPS: Record<string, (day: number, begins: number) => number> = {
  ArrowLeft: (day) => day - 1,
  ArrowRight: (day) => day + 1,
  ArrowUp: (day) => day - 7,
  ArrowDown: (day) => day + 7,
  Home: (day, begins) => day - placeInWeek(day, begins),
  End: (day, begins) => day - placeInWeek(day, begins) + 6,
  PageUp: (day) => inMonths(day, -1),
  PageDown: (day) => inMonths(day, 1),
  'Shift+PageUp': (day) => inMonths(day, -12),
  'Shift+PageDown': (day) => inMonths(day, 12),
}

/** Names of days and months as the reader's language and region have them. */
const useNames = () => {
  const { locale } = useFormats()
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => {
      const shown = new Intl.DateTimeFormat(locale, options)
      return (day: number) => shown.format(momentOf(day))
    }
    const [short, long] = [format({ weekday: 'short' }), format({ weekday: 'long' })]
    const ofMonth = format({ month: 'long', year: 'numeric' })
    const begins = firstWeekday(new Intl.DateTimeFormat(locale).resolvedOptions().locale)
    // Any week has all weekdays.
    const week = weeksOf(0, begins)[0] ?? []
    return {
      begins,
      weekdays: week.map((day) => ({ short: short(day), long: long(day) })),
      month: (month: number) => ofMonth(firstOf(month)),
      day: format({ dateStyle: 'full' }),
      number: format({ day: 'numeric' }),
    }
  }, [locale])
}

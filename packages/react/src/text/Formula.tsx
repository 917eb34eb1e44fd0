import { Fragment, memo, useContext } from 'react'
import { useLabels } from '../context/texts-context.ts'
import type { FormulaToken } from './formula-tokens.ts'
import { DrawsAllContext } from './late-formulas.ts'
import { useDrawing } from './use-drawing.ts'

interface FormulaProps {
  formula: FormulaToken
  /** Drawn only when its reader wants all formulas of its text. */
  late?: boolean
}

/** A longer unbreakable piece scrolls on its own; all else breaks with the text around it. */
const LONG_PIECE = 24

/** A formula in its text, or its source while KaTeX loads, until its turn, and if it cannot be drawn. */
export const Formula = memo(({ formula: { tex, display, raw }, late = false }: FormulaProps) => {
  const labels = useLabels()
  const drawsAll = useContext(DrawsAllContext)
  const drawn = useDrawing(tex, display, drawsAll || !late)
  const children = drawn?.status === 'drawn' ? drawn.elements : <code>{raw.trim()}</code>
  return (
    <span
      className="lectern-formula"
      dir="ltr"
      data-display={display || undefined}
      data-long={(!display && drawn?.status === 'drawn' && drawn.longest > LONG_PIECE) || undefined}
      data-source={raw.trim()}
      {...(display && { tabIndex: 0, role: 'group', 'aria-label': labels.formula })}
      {...(drawn?.status === 'wrong' && { 'data-wrong': true, title: labels.formulaWrong(drawn.reason) })}
      {...(!drawn && display && { style: { minBlockSize: `${linesOf(tex) * LINE_EM}em` } })}
    >
      {/* Drawn anew for another formula: its parts are text beside each other. */}
      <Fragment key={tex}>{children}</Fragment>
      {drawn?.status === 'wrong' && (
        <span className="lectern-hidden">{labels.formulaWrong(drawn.reason)}</span>
      )}
    </span>
  )
})

const LINE_EM = 1.6
const TALL = /\\(?:d?frac|sum|int|prod|lim|binom|cases)/u

/** Its approximate height, so that little moves when it is drawn. */
const linesOf = (tex: string): number => tex.split('\\\\').length * (TALL.test(tex) ? 1.8 : 1)

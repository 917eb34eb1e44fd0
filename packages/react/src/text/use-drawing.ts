import { useEffect, useRef, useState } from 'react'
import { nextPicture } from '../core/frames.ts'
import { Lazy } from '../core/lazy.ts'
import { useLazy } from '../hooks/use-lazy.ts'
import type { Drawn } from './draw-formula.ts'
import { FormulaQueue, workOf } from './formula-queue.ts'

const drawing = new Lazy(async () => {
  const loaded = await import('./draw-formula.ts')
  await loaded.fontsReady()
  return loaded
})

const queue = new FormulaQueue(nextPicture)

/** The formula as it is drawn; undefined until KaTeX has loaded, until its turn, and while it is not wanted. */
export const useDrawing = (tex: string, display: boolean, isWanted: boolean): Drawn | undefined => {
  const loaded = useLazy(drawing)
  const key = `${display ? 'display' : 'inline'} ${tex}`
  const kept = useRef<{ key: string; drawn: Drawn }>(undefined)
  const [turn, setTurn] = useState('')
  const mayDraw = (known: NonNullable<typeof loaded>): boolean =>
    turn === key || known.isDrawn(tex, display) || queue.admit(workOf(tex))
  if (loaded && isWanted && kept.current?.key !== key && mayDraw(loaded))
    kept.current = { key, drawn: loaded.drawFormula(tex, display) }
  const drawn = kept.current?.key === key ? kept.current.drawn : undefined
  const isWaiting = loaded !== undefined && isWanted && drawn === undefined
  useEffect(
    () => (isWaiting ? queue.wait(workOf(tex), () => setTurn(key)) : undefined),
    [isWaiting, tex, key],
  )
  return drawn
}

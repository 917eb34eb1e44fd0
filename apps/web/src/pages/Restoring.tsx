import { useEffect, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { BrandMark } from '../ui/Brand.tsx'
import { useSaid } from '@lectern/react/ui'

const SLOW_MS = 3_000

/**
 * Shows nothing in the usual short case (CSS fades the mark in late), and words only if the server does not
 * answer.
 */
export const Restoring = () => {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  useSaid(isSlow ? `${texts.restoring.unreachable}. ${texts.restoring.detail}` : undefined)
  return (
    <main className="restoring" aria-busy="true">
      <BrandMark />
      <div className="restoring-text">
        {isSlow && (
          <>
            <h1>{texts.restoring.unreachable}</h1>
            <p>{texts.restoring.detail}</p>
          </>
        )}
      </div>
    </main>
  )
}

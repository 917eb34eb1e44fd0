import { useEffect, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { BrandMark } from '../ui/Brand.tsx'

const SLOW_MS = 3_000

/** Nothing for the usual blink of an eye (the mark fades in late, by CSS); words only when the server does not answer. */
export const Restoring = () => {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <main className="restoring" aria-busy="true">
      <BrandMark />
      <div className="restoring-text" role="status">
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

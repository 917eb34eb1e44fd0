import type { ReactNode } from 'react'
import { Illustration } from './Illustration.tsx'

/** An empty place: a sentence, and at most one button. */
export const Empty = ({
  title,
  detail,
  children,
}: {
  title: string
  detail: string
  children?: ReactNode
}) => (
  <section className="notice">
    <Illustration />
    <h1>{title}</h1>
    <p>{detail}</p>
    {children && <div className="actions">{children}</div>}
  </section>
)

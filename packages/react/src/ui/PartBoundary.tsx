import { Component, type ReactNode } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { PartLine, type FailedProps } from './PartFailed.tsx'

export interface PartBoundaryProps {
  /** A change of it draws the part again. */
  scope?: string | number | undefined
  /** In place of the part; a line with a button by default. */
  fallback?: ReactNode
  children: ReactNode
}

interface Tried {
  scope: PartBoundaryProps['scope']
  /** How often it failed in this scope. */
  faults: number
  broken: boolean
}

/** A failure once is drawn again: a page translator or an extension may have taken a node away. */
const FAULTS = 2

/** Keeps a fault of one part in that part: a row, the composer, a panel. */
export class PartBoundary extends Component<PartBoundaryProps, Tried> {
  override state: Tried = { scope: this.props.scope, faults: 0, broken: false }

  static getDerivedStateFromError(): Pick<Tried, 'broken'> {
    return { broken: true }
  }

  static getDerivedStateFromProps({ scope }: PartBoundaryProps, tried: Tried): Tried | null {
    return scope === tried.scope ? null : { scope, faults: 0, broken: false }
  }

  override componentDidCatch(): void {
    const faults = this.state.faults + 1
    this.setState({ faults, broken: faults >= FAULTS })
  }

  readonly #retry = (): void => this.setState({ faults: 0, broken: false })

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    if (this.state.faults < FAULTS) return null
    return this.props.fallback ?? <PartBroken onRetry={this.#retry} />
  }
}

const PartBroken = ({ onRetry }: FailedProps) => (
  <PartLine className="lectern-part-broken" said={useLabels().partBroken} onRetry={onRetry} />
)

import { Component, type ReactNode } from 'react'

interface CardBoundaryProps {
  /** With another revision it is tried again. */
  rev: number
  fallback: ReactNode
  children: ReactNode
}

interface Tried {
  rev: number
  broken: boolean
}

/** A card that cannot be drawn is shown in words, and takes nothing down with it. */
export class CardBoundary extends Component<CardBoundaryProps, Tried> {
  override state: Tried = { rev: this.props.rev, broken: false }

  static getDerivedStateFromError(): Pick<Tried, 'broken'> {
    return { broken: true }
  }

  static getDerivedStateFromProps({ rev }: CardBoundaryProps, tried: Tried): Tried | null {
    return rev === tried.rev ? null : { rev, broken: false }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}

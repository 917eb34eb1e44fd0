import { Component, type ReactNode } from 'react'

interface CardBoundaryProps {
  /** Another revision is tried again. */
  rev: number
  fallback: ReactNode
  children: ReactNode
}

interface Tried {
  rev: number
  broken: boolean
}

/** Shows a card that throws while rendering in words, and keeps the rest of the page. */
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

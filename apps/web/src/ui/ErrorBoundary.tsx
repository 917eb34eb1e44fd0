import { Component, type ReactNode } from 'react'
import { CrashNotice } from './CrashNotice.tsx'

interface ErrorBoundaryProps {
  /** A change of it (of the visible page, for instance) renders the children again. */
  scope: string
  children: ReactNode
}

interface ErrorBoundaryState {
  scope: string
  error?: unknown
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { scope: this.props.scope }

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error }
  }

  static getDerivedStateFromProps(
    { scope }: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    return scope === state.scope ? null : { scope, error: undefined }
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <CrashNotice error={this.state.error} />
  }
}

import type { KeyboardEvent } from 'react'

const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }

/** The key as it would be in left-to-right text. */
export const mirrorKey = ({ key, currentTarget }: KeyboardEvent<HTMLElement>): string =>
  getComputedStyle(currentTarget).direction === 'rtl' ? (MIRRORED[key] ?? key) : key

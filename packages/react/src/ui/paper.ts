import type { SyntheticEvent } from 'react'

/**
 * Drawings with a transparent background are made for paper. They get a white one with the picture: earlier, it
 * would glare in the dark.
 */
export const layOnPaper = ({ currentTarget }: SyntheticEvent<HTMLImageElement>): void =>
  void currentTarget.toggleAttribute('data-loaded', true)

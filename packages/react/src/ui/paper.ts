import type { SyntheticEvent } from 'react'

/** Drawings with a transparent ground are made for paper. They get it with the picture: before, it would glare in the dark. */
export const layOnPaper = ({ currentTarget }: SyntheticEvent<HTMLImageElement>): void =>
  void currentTarget.toggleAttribute('data-loaded', true)

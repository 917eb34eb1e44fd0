// The package has no types.
declare module 'subset-font' {
  /** A font with only these characters, and only these ranges of its axes. */
  export default function subsetFont(
    font: Uint8Array,
    characters: string,
    options: { targetFormat: 'woff2'; variationAxes: Record<string, { min: number; max: number }> },
  ): Promise<Uint8Array>
}

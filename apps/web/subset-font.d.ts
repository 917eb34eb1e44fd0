// The package comes without types.
declare module 'subset-font' {
  /** A font with only these characters, and of its axes only these ranges. */
  export default function subsetFont(
    font: Uint8Array,
    characters: string,
    options: { targetFormat: 'woff2'; variationAxes: Record<string, { min: number; max: number }> },
  ): Promise<Uint8Array>
}

declare module 'unhomoglyph' {
  /** The skeleton of a text by Unicode's table of confusable characters. */
  const unhomoglyph: (text: string) => string
  export default unhomoglyph
}

declare module 'heic-decode' {
  interface Picture {
    width: number
    height: number
    /** RGBA, upright. */
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>
  }
  const decode: {
    all(input: { buffer: Uint8Array }): Promise<Picture[] & { dispose(): void }>
  }
  export default decode
}

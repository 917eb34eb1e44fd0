// Two soft tones, made by the browser: no file to load.
const TONES = [
  { hertz: 659, at: 0 },
  { hertz: 880, at: 0.12 },
]
const LASTS = 0.35
const LOUD = 0.12

let context: AudioContext | undefined

/** Silent where the browser has not been touched yet, or has no sound. */
export const playSound = async (): Promise<void> => {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume().catch(() => {})
  const { currentTime, destination } = context
  for (const { hertz, at } of TONES) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const begin = currentTime + at
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0, begin)
    volume.gain.linearRampToValueAtTime(LOUD, begin + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, begin + LASTS)
    tone.connect(volume).connect(destination)
    tone.start(begin)
    tone.stop(begin + LASTS)
  }
}

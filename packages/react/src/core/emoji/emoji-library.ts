// Loads the emoji of one language when they are first needed. They are part of the build, so no other server is
// asked.
import { Cell, type Store } from '@lectern/client'
import { drawableOf } from './drawable.ts'
import { emojiSet, type Emoji, type EmojiRecord, type Shortcodes } from './emoji-set.ts'

export interface EmojiState {
  status: 'idle' | 'loading' | 'ready' | 'failed'
  /** In Unicode's order; empty until loaded. */
  emoji: readonly Emoji[]
}

type Loaded<T> = Promise<{ default: T }>

const LANGUAGES: Record<string, () => Loaded<unknown>> = {
  en: () => import('emojibase-data/en/data.json', { with: { type: 'json' } }),
  de: () => import('emojibase-data/de/data.json', { with: { type: 'json' } }),
}
const shortcodes = (): Loaded<unknown> =>
  import('emojibase-data/en/shortcodes/github.json', { with: { type: 'json' } })

export class EmojiLibrary {
  readonly #state = new Cell<EmojiState>({ status: 'idle', emoji: [] })
  readonly #language: string

  /** `locale`: BCP 47; names are English in missing languages. */
  constructor(locale = globalThis.navigator?.language ?? 'en') {
    const language = locale.split('-')[0] ?? ''
    this.#language = language in LANGUAGES ? language : 'en'
  }

  get state(): Store<EmojiState> {
    return this.#state
  }

  /** Does nothing the second time; after a failure it tries again. */
  async load(): Promise<void> {
    const { status } = this.#state.get()
    if (status === 'loading' || status === 'ready') return
    this.#state.set({ status: 'loading', emoji: [] })
    try {
      this.#state.set({ status: 'ready', emoji: await loadEmoji(this.#language) })
    } catch {
      this.#state.set({ status: 'failed', emoji: [] })
    }
  }
}

const loadEmoji = async (language: string): Promise<readonly Emoji[]> => {
  const [records, codes] = await Promise.all([LANGUAGES[language]?.(), shortcodes()])
  const all = records?.default as readonly EmojiRecord[]
  return emojiSet(all, codes.default as Shortcodes, drawableOf(all))
}

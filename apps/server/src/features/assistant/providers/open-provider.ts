import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { extractReasoningMiddleware, wrapLanguageModel, type LanguageModel } from 'ai'
import type { Clock } from '../../../platform/clock.ts'
import { PATIENCE, ProviderModel } from './provider-model.ts'

export interface ProviderSettings {
  provider: 'openai-compatible' | 'anthropic'
  /** Without the path of the single endpoint: `http://localhost:11434/v1`. */
  url: string
  model: string
  key: string | undefined
}

export const openProvider = (
  settings: ProviderSettings,
  clock: Clock,
  patience = PATIENCE,
): ProviderModel => {
  // The library would speak to the console about models that it does not know.
  globalThis.AI_SDK_LOG_WARNINGS = false
  return new ProviderModel(languageModel(settings), clock, patience)
}

const languageModel = ({ provider, url, model, key }: ProviderSettings): Exclude<LanguageModel, string> => {
  const connection = { baseURL: url, fetch: fetchStraight }
  if (provider === 'anthropic') return createAnthropic({ ...connection, apiKey: key ?? '' })(model)
  const compatible = createOpenAICompatible({
    ...connection,
    name: 'provider',
    ...(key !== undefined && { apiKey: key }),
  })
  // What a local model thinks to itself is no part of its answer.
  const middleware = extractReasoningMiddleware({ tagName: 'think' })
  return wrapLanguageModel({ model: compatible.chatModel(model), middleware })
}

/** Questions go where the operator said and nowhere else, also when that place points on. */
const fetchStraight: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' })

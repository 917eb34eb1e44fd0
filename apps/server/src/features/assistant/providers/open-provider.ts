import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { extractReasoningMiddleware, wrapLanguageModel, type LanguageModel } from 'ai'
import type { Clock } from '../../../platform/clock.ts'
import { PATIENCE, ProviderModel } from './provider-model.ts'

export interface ProviderSettings {
  provider: 'openai-compatible' | 'anthropic'
  /** Without the path of the endpoint: `http://localhost:11434/v1`. */
  url: string
  model: string
  key: string | undefined
}

export const openProvider = (
  settings: ProviderSettings,
  clock: Clock,
  patience = PATIENCE,
): ProviderModel => {
  // The library would print warnings about unknown models.
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
  // The reasoning of a local model does not belong to its answer.
  const middleware = extractReasoningMiddleware({ tagName: 'think' })
  return wrapLanguageModel({ model: compatible.chatModel(model), middleware })
}

/** Questions are sent to the configured URL and nowhere else, also if that redirects. */
const fetchStraight: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' })

import { useChatEnvironment } from '../context/chat-context.ts'
import { useSnapshot } from './use-store.ts'

/** The current day as `Formats.day` needs it. */
export const useToday = (): number => useSnapshot(useChatEnvironment().today)

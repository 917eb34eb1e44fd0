import type { BlocksState } from '@lectern/client'
import { useChat } from '../context/chat-context.ts'
import { useStore } from './use-store.ts'

/** The people whom the user blocked. */
export const useBlocks = <S>(select: (state: BlocksState) => S): S => useStore(useChat().blocks.state, select)

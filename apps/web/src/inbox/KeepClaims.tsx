import { useInboxDesk, useKeepClaims } from './use-inbox.ts'

/** While a member of staff looks at a conversation, what they claimed there stays theirs. */
export const KeepClaims = ({ conversation_id }: { conversation_id: string }) => {
  useKeepClaims(useInboxDesk(), conversation_id)
  return null
}

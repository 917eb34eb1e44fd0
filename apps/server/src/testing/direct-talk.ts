import { endpoints, type Conversation } from '@lectern/protocol'
import type { TestServer } from './create-test-server.ts'

/** A direct conversation, which Ada begins with Ben. */
export const directTalk = (server: TestServer): Promise<Conversation> => {
  const { ada, ben } = server.people
  const body = { kind: 'direct' as const, member_ids: [ben.user_id] }
  return server.as(ada).call(endpoints.createConversation, { body })
}

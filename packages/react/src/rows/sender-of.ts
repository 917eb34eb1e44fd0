import type { Message, User } from '@lectern/protocol'

export const senderOf = ({ sender_id, sender, sender_role }: Message): User => ({
  id: sender_id,
  name: sender,
  role: sender_role,
})

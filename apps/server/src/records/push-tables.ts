export interface PushTables {
  push_subscriptions: {
    id: string
    user_id: string
    session_id: string
    endpoint: string
    p256dh: string
    auth: string
    lang: string
    closes: number
    created_at: string
    closed_at: string | null
  }
  pushes: {
    subscription_id: string
    conversation_id: string
    created_seq: number
    state: 'new' | 'asked' | 'sent'
    queued_at: string
  }
}

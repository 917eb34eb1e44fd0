/**
 * Every published limit. The server enforces exactly these and names field, limit and actual value in the
 * error.
 */
export const LIMITS = {
  /** Characters (Unicode code points) of one message. */
  message_chars: 20_000,
  attachments_per_message: 10,
  filename_chars: 255,
  alt_chars: 1_000,
  reason_chars: 500,
  help_words_chars: 2_000,
  parts_per_message: 20,
  reactions_per_message: 20,
  mentions_per_message: 50,
  endorsed_per_question: 20,
  pins_per_conversation: 50,
  saved_per_user: 1_000,
  planned_per_user: 100,
  planned_days: 400,
  /** How far back one can mark messages as unread, counted in messages. */
  unread_again: 10_000,
  blocks_per_user: 500,
  /** The devices of a person that get pushes; the one that subscribed longest ago makes room. */
  push_devices: 20,
  push_endpoint_chars: 2_048,
  /** Of staff, about what waits in the inbox. */
  tags_per_item: 5,
  inbox_tag_chars: 24,
  notes_per_item: 50,
  inbox_note_chars: 2_000,
  canned_per_owner: 200,
  canned_title_chars: 80,
  canned_text_chars: 4_000,
  /** Of the reported message, in a report. */
  report_excerpt_chars: 1_000,
  conversation_members: 1_000,
  title_chars: 140,
  /** For one version of a document. */
  document_chars: 1_000_000,
  /** In one version of a document. */
  document_images: 50,
  /** For a PDF that becomes a document. */
  document_pages: 1_000,
  name_chars: 80,
  /** The fewest of a password that a person chooses. */
  password_min_chars: 8,
  emoji_chars: 16,
  /** The default; a server may have another, and sends it in `hello`. */
  upload_bytes: 25 * 1024 * 1024,
  upload_pixels: 40_000_000,
  /** Bytes of one HTTP JSON body. */
  body_bytes: 256 * 1024,
  /** Bytes of one inbound WebSocket frame (BP2). */
  frame_bytes: 64 * 1024,
  /** Nesting of inbound JSON (BP2). */
  json_depth: 16,
  page_rows: 100,
  page_rows_default: 50,
  sync_wait_ms: 25_000,
  /** Heads in one `hello` or answer to `POST /sync`. */
  heads: 1_000,
  /** A student may edit a message for this long; staff always may. */
  student_edit_ms: 15 * 60_000,
  typing_interval_ms: 3_000,
  typing_ttl_ms: 6_000,
  /** Above this many listeners typing is not relayed. */
  typing_listeners: 50,
  /** Sends per user and conversation within `send_window_ms`. */
  sends: 20,
  send_window_ms: 10_000,
  /**
   * The client sends `ping` this often; after `dead_after_ms` without any frame the connection counts as dead.
   */
  ping_ms: 20_000,
  dead_after_ms: 10_000,
  connections_per_user: 20,
  /** The assistant's answers within `assistant_window_ms`: for one person, and for one conversation. */
  assistant_asks_per_user: 40,
  assistant_asks_per_conversation: 400,
  assistant_window_ms: 60 * 60_000,
  card_data_bytes: 16 * 1024,
  card_actions: 12,
  card_label_chars: 40,
  card_body_chars: 4_000,
  card_list_items: 50,
  card_excerpt_chars: 1_000,
  /** The text of a hand-off, a note, a reason. */
  card_packet_chars: 1_000,
  card_fallback_chars: 500,
} as const

export type Limits = typeof LIMITS

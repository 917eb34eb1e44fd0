// The frames of the socket with a sentence each: AsyncAPI and the page are made from these tables.
import * as contract from '../index.ts'
import type { Schema } from './json-schema.ts'

export interface FrameSpec {
  schema: Schema
  summary: string
}

/** From the server, on `lectern.v1`. */
export const downFrames: Readonly<Record<string, FrameSpec>> = {
  HelloFrame: {
    schema: contract.HelloFrame,
    summary: 'Always first: who one is and how far each conversation goes.',
  },
  ChangesFrame: {
    schema: contract.ChangesFrame,
    summary: 'A window of a watched conversation: every row that changed.',
  },
  HeadFrame: { schema: contract.HeadFrame, summary: 'A conversation moved; pull when it matters.' },
  DeltaFrame: {
    schema: contract.DeltaFrame,
    summary: 'A piece of a streaming message, applied only at its offset.',
  },
  TypingFrame: { schema: contract.TypingFrame, summary: 'Somebody types; it ends by itself after `ttl_ms`.' },
  PresenceFrame: { schema: contract.PresenceFrame, summary: 'Who is online, away or offline.' },
  ReceiptFrame: { schema: contract.ReceiptFrame, summary: 'How far a member has received and read.' },
  OwnFrame: {
    schema: contract.OwnFrame,
    summary: 'Own settings that changed, on some device: a window of the own clock.',
  },
  NoticesFrame: {
    schema: contract.NoticesFrame,
    summary: 'A message concerns one, or a notice is news no longer.',
  },
  NewsFrame: {
    schema: contract.NewsFrame,
    summary: 'Something of one’s own changed elsewhere, or a report is there to deal with: read it again.',
  },
  AuthExpiringFrame: {
    schema: contract.AuthExpiringFrame,
    summary: 'The token ends soon: send `auth` with a new one.',
  },
  ErrorFrame: { schema: contract.ErrorFrame, summary: 'A frame was refused.' },
  ByeFrame: { schema: contract.ByeFrame, summary: 'The server is about to close with this code.' },
}

/** From the client, on `lectern.v1`. */
export const upFrames: Readonly<Record<string, FrameSpec>> = {
  AuthFrame: {
    schema: contract.AuthFrame,
    summary: 'The token: first when the URL had none, later with each new one.',
  },
  WatchFrame: {
    schema: contract.WatchFrame,
    summary: 'Replaces the set of conversations that come in full.',
  },
  TypingUpFrame: { schema: contract.TypingUpFrame, summary: 'One began or stopped typing.' },
  ReceiptUpFrame: { schema: contract.ReceiptUpFrame, summary: 'How far one has received and read.' },
  ActivityFrame: { schema: contract.ActivityFrame, summary: 'Whether one is at the device.' },
  ViewFrame: { schema: contract.ViewFrame, summary: 'Which conversation the focused window shows.' },
}

/** From the server, without a subprotocol. */
export const plainFrames: Readonly<Record<string, FrameSpec>> = {
  PlainFrame: { schema: contract.PlainFrame, summary: 'A new message of any of the user’s conversations.' },
}

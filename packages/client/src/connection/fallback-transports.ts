// The ways for networks that block sockets, in one file that few devices load.
export { PollTransport } from './poll-transport.ts'
export { SseTransport } from './sse-transport.ts'

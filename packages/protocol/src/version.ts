/**
 * The version of the wire contract, sent in `hello.protocol`. Additions keep it; a change of meaning raises it.
 */
export const PROTOCOL_VERSION = 1

/** The WebSocket subprotocol of the full profile; a client without it gets the plain profile. */
export const SUBPROTOCOL = 'lectern.v1'

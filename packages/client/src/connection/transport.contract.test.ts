import { transportContract } from './transport.contract.ts'

transportContract('websocket', [])
transportContract('sse', ['websocket'])
transportContract('poll', ['websocket', 'sse'])

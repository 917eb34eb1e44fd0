// `npm run protocol:update`: only after a decision that the wire may change; see CONTRIBUTING.md.
import { freeze } from './golden.ts'

freeze()

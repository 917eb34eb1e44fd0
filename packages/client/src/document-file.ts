// A file becomes a document: uploaded through a conversation, waited for while it is checked, then read by the server.
import { endpoints, type Attachment, type Document, type NewDocument } from '@lectern/protocol'
import { unusable } from './errors.ts'
import type { Http } from './http.ts'
import { uuidv7 } from './uuid.ts'

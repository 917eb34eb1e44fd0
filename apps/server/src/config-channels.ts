// The settings of what leaves the app: pushes and mails.
import * as z from 'zod'
import { isBaseUrl } from './config-fields.ts'
import type { PushSettings } from './platform/push/push-service.ts'

const SUBJECT =
  'must be an address of the operator such as mailto:it@school.example or https://school.example'

const hosts = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((entry) => entry !== ''))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^[\w.-]+(:\d{1,5})?$/, 'must list hosts such as push.school.example or 10.0.0.7:8443'),
    ),
  )

export const channelFields = {
  LECTERN_PUBLIC_URL: z
    .string()
    .refine(isBaseUrl, 'must be the address of the app such as https://lectern.school.example')
    .optional(),
  LECTERN_PUSH_SUBJECT: z.string().refine(isSubject, SUBJECT).optional(),
  LECTERN_PUSH_HOSTS: hosts.default([]),
}

type Found = z.infer<z.ZodObject<typeof channelFields>>

/** Undefined: no pushes. Push services refuse what is signed for nobody. */
export const pushOf = ({
  LECTERN_PUSH_SUBJECT: subject,
  LECTERN_PUBLIC_URL: url,
  LECTERN_PUSH_HOSTS: hosts,
}: Found): PushSettings | undefined => {
  const known = subject ?? (url?.startsWith('https:') ? url : undefined)
  return known === undefined ? undefined : { subject: known, hosts }
}

function isSubject(text: string): boolean {
  return /^mailto:[^\s@:]+@[^\s@]+$/.test(text) || (text.startsWith('https:') && isBaseUrl(text))
}

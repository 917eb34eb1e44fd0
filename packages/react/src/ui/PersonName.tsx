import type { Role } from '@lectern/protocol'
import { NameTag } from './NameTag.tsx'
import { RoleMark } from './RoleMark.tsx'

export interface PersonNameProps {
  name: string
  /** Left out where it is oneself. */
  role: Role | undefined
  /** Tells two people of one name apart. */
  tag?: string | undefined
  as?: 'bdi' | 'span' | 'strong'
}

/** A name as it stands everywhere: a student who is called like somebody of the staff looks different. */
export const PersonName = ({ name, role, tag, as: Name = 'bdi' }: PersonNameProps) => (
  <>
    <Name dir="auto">{name}</Name>
    <NameTag tag={tag} />
    <RoleMark role={role} />
  </>
)

import type { ReactNode } from 'react'
import {
  AssistantIcon,
  CheckIcon,
  ClockIcon,
  CloseIcon,
  DiscussIcon,
  EditIcon,
  EyeIcon,
  LockIcon,
  PauseIcon,
  PeopleIcon,
  QuestionIcon,
  StarIcon,
  WarningIcon,
} from '../ui/icons.tsx'

type Tone = 'neutral' | 'accent' | 'amber' | 'green' | 'red' | 'assistant'

const look = (tone: Tone, Icon: (props: { size?: number }) => ReactNode) => ({
  tone,
  icon: <Icon size={14} />,
})

const LOOKS: Readonly<Record<string, ReturnType<typeof look>>> = {
  requested: look('amber', QuestionIcon),
  queued: look('amber', ClockIcon),
  assistant_active: look('assistant', AssistantIcon),
  human_active: look('accent', PeopleIcon),
  wrapping: look('green', CheckIcon),
  done: look('green', CheckIcon),
  open: look('accent', DiscussIcon),
  answered: look('green', CheckIcon),
  endorsed: look('green', StarIcon),
  closed: look('neutral', LockIcon),
  draft: look('neutral', EditIcon),
  active: look('accent', CheckIcon),
  locked: look('neutral', LockIcon),
  retired: look('neutral', CloseIcon),
  paused: look('amber', PauseIcon),
  wrapped: look('green', CheckIcon),
  suggested: look('assistant', AssistantIcon),
  shown: look('green', CheckIcon),
  stale: look('amber', WarningIcon),
  missing: look('red', WarningIcon),
  withdrawn: look('neutral', CloseIcon),
  proposed: look('amber', EditIcon),
  generating: look('accent', ClockIcon),
  review: look('amber', EyeIcon),
  published: look('green', CheckIcon),
  failed: look('red', WarningIcon),
  dismissed: look('neutral', CloseIcon),
}

/** The icon and colour of a state; always shown with its word. */
export const stateLook = (state: string): ReturnType<typeof look> =>
  (Object.hasOwn(LOOKS, state) && LOOKS[state]) || look('neutral', CheckIcon)

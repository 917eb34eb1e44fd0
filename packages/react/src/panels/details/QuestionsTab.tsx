import { Questions } from '../../questions/Questions.tsx'
import type { DetailsProps } from './sections.ts'

export const QuestionsTab = ({ summary, jump }: DetailsProps) => <Questions summary={summary} onJump={jump} />

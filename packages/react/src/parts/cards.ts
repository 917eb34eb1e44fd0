import { CreateDocumentFromChatCard as CreateDocumentFromChatCardInside } from '../cards/CreateDocumentFromChatCard.tsx'
import { LearningDiscussCard as LearningDiscussCardInside } from '../cards/LearningDiscussCard.tsx'
import { LearningTopicCard as LearningTopicCardInside } from '../cards/LearningTopicCard.tsx'
import { TopicCard as TopicCardInside } from '../cards/TopicCard.tsx'
import { TrainingTopicRefCard as TrainingTopicRefCardInside } from '../cards/TrainingTopicRefCard.tsx'
import { TutoringTopicCard as TutoringTopicCardInside } from '../cards/TutoringTopicCard.tsx'
import { part } from '../LecternRoot.tsx'

export const CreateDocumentFromChatCard = /* @__PURE__ */ part(CreateDocumentFromChatCardInside)
export const LearningDiscussCard = /* @__PURE__ */ part(LearningDiscussCardInside)
export const LearningTopicCard = /* @__PURE__ */ part(LearningTopicCardInside)
export const TopicCard = /* @__PURE__ */ part(TopicCardInside)
export const TrainingTopicRefCard = /* @__PURE__ */ part(TrainingTopicRefCardInside)
export const TutoringTopicCard = /* @__PURE__ */ part(TutoringTopicCardInside)

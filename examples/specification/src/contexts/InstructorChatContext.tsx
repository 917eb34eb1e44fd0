export { InstructorChatProvider, useInstructorChat } from '@lectern/react'

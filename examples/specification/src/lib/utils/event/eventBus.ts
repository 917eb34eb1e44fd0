export { eventBus } from '@lectern/client'

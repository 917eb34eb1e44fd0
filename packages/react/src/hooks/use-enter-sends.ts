import { useHost } from '../context/host-context.ts'
import { isTouch } from '../core/is-touch.ts'

/** Whether Enter alone sends here: as the host says, else where the keyboard is most likely no touch keyboard. */
export const useEnterSends = (): boolean => {
  const { enterKey } = useHost()
  return enterKey === undefined ? !isTouch() : enterKey === 'send'
}

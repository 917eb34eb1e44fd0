import type { Context, Events, LecternTransaction, Viewer } from './context.ts'

/** After the commit, all devices of this person hear that a list of theirs is another one now. */
export const tellOwnDevices = (
  { bus }: Context,
  { user_id }: Viewer,
  { afterCommit }: Pick<LecternTransaction, 'afterCommit'>,
  of: Events['own_changed']['of'],
): void => afterCommit(() => bus.publish('own_changed', { user_id, of }))

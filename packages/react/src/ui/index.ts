// The kit, for the components of this package and for an application around them.
export { Avatar, type AvatarProps } from './Avatar.tsx'
export { IconButton, type IconButtonProps } from './IconButton.tsx'
export { Tip, type TipProps } from './Tip.tsx'
export * from './icons.tsx'
export { copy } from './copy.ts'
export { useListbox, type Listbox } from './use-listbox.ts'
export { holdsWords } from '../core/fold.ts'
export { UNDO_MS } from '../core/undoable.ts'

/** Above everything else in the page. jsdom has no modal dialogs; there it is simply open. */
export const showModal = (dialog: HTMLDialogElement | null): void => {
  if (dialog?.showModal) dialog.showModal()
  else dialog?.setAttribute('open', '')
}

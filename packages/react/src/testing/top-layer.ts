// For vitest's `setupFiles`: jsdom has neither modal dialogs nor popovers, and no sizes to observe. Here
// dialogs and popovers are shown and hidden as in a browser, but without a top layer and without holding the
// focus.
class StillResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

if (typeof HTMLDialogElement !== 'undefined') {
  HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    if (!this.open) return
    this.open = false
    queueMicrotask(() => this.dispatchEvent(new Event('close')))
  }
  globalThis.ResizeObserver = StillResizeObserver
  // jsdom hides elements with the attribute.
  HTMLElement.prototype.showPopover = function showPopover(this: HTMLElement) {
    this.removeAttribute('popover')
  }
  HTMLElement.prototype.hidePopover = function hidePopover(this: HTMLElement) {
    this.setAttribute('popover', 'manual')
  }
}

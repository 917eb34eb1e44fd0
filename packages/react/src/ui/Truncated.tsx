/** A longer text may be cut in a narrow panel, so the whole is offered on hover and keyboard focus. */
export const mayBeCut = (text: string): boolean => text.length > 22

/** One line that ends in an ellipsis. The focusable element around it shows `data-full` on focus (ui.css). */
export const Truncated = ({ text, className = '' }: { text: string; className?: string }) => (
  <span
    className={`lectern-truncated ${className}`}
    data-full={mayBeCut(text) ? text : undefined}
    title={text}
    dir="auto"
  >
    <span>{text}</span>
  </span>
)

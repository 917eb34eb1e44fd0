/** A drawing for empty places: two speech bubbles on a lectern. */
export const Illustration = () => (
  <svg className="illustration" viewBox="0 0 168 112" aria-hidden="true" focusable="false">
    <ellipse className="ground" cx="84" cy="98" rx="72" ry="8" />
    <rect className="leaf" x="22" y="14" width="84" height="48" rx="14" />
    <path className="line" d="M38 32h50M38 44h32" />
    <rect className="tint" x="66" y="46" width="84" height="48" rx="14" />
    <path className="line" d="M82 64h50M82 76h24" />
    <path className="tick" d="m118 77 4 4 8-9M126 81l8-9" />
  </svg>
)

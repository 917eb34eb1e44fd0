/** The logo: an open book on a stand, which is a lectern. */
export const BrandMark = () => (
  <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect className="brand-ground" width="32" height="32" rx="8" />
    <path
      className="brand-pages"
      d="M7 8.6c3.2-.9 6.3-.5 9 1.4 2.7-1.900 5.800-2.3 9-1.4V19c-3.2-.9-6.3-.5-9 1.4-2.7-1.900-5.800-2.3-9-1.4z"
    />
    <path className="brand-fold" d="M16 10.4v9.6" />
    <path className="brand-stand" d="M16 21.800v3.4M12.2 25.4h7.6" />
  </svg>
)

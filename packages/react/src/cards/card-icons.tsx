// The marks of cards, with the pen of the other icons.
import { icon } from '../ui/icons.tsx'

export const ClockIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M10 6v4.2l2.8 1.7" />
  </>,
)
export const EyeIcon = icon(
  <>
    <path d="M2.8 10C4.3 6.9 6.9 5.2 10 5.2s5.7 1.7 7.2 4.8c-1.5 3.1-4.1 4.8-7.2 4.8S4.3 13.1 2.8 10Z" />
    <circle cx="10" cy="10" r="2.2" />
  </>,
)
export const LockIcon = icon(
  <>
    <rect x="4.5" y="9" width="11" height="7.5" rx="1.8" />
    <path d="M7 9V6.8a3 3 0 0 1 6 0V9" />
  </>,
)
export const PauseIcon = icon(<path d="M7.2 5v10M12.8 5v10" />)
export const StarIcon = icon(
  <path d="m10 3.6 2 4.1 4.5.6-3.3 3.1.8 4.5-4-2.2-4 2.2.8-4.5-3.3-3.1 4.5-.6 2-4.1Z" />,
)
export const BellIcon = icon(
  <path d="M5.2 13.6V9.2a4.8 4.8 0 0 1 9.6 0v4.4l1.2 1.2H4l1.2-1.2ZM8.6 16.6c.7.9 2.1.9 2.8 0" />,
)
export const HandIcon = icon(
  <path d="M6 11V5.8a1.1 1.1 0 0 1 2.2 0V9m0-.6V4.6a1.1 1.1 0 0 1 2.2 0V9m0-.5V5.3a1.1 1.1 0 0 1 2.2 0V10m0-1.6a1.1 1.1 0 0 1 2.2 0v3.4c0 2.9-1.9 4.9-4.7 4.9-2.5 0-3.7-1.1-4.8-3.2l-1.9-3.3c-.5-1 .8-1.8 1.5-1L6 11" />,
)
export const ThumbIcon = icon(
  <path d="M3.5 9h2.8v7H3.5zM6.3 9.2l3-5.6c1.2 0 1.9.8 1.7 2L10.6 8h4.2c1.1 0 1.8.9 1.5 2l-1.2 4.7A1.8 1.8 0 0 1 13.4 16H6.3" />,
)
export const ShakyIcon = icon(<path d="M3 11.5c1.6-3.4 3.2-3.4 4.7-.7s3 2.7 4.6-.3 2.9-2.7 4.7.5" />)
export const TutorIcon = icon(
  <path d="M2.6 7.6 10 4.2l7.4 3.4L10 11 2.6 7.6ZM5.6 9.2v3.7c1.2 1.3 2.7 1.9 4.4 1.9s3.2-.6 4.4-1.9V9.2M17.3 7.9v4.3" />,
)
export const TopicIcon = icon(<path d="M7.6 3.8 6 16.2M14 3.8l-1.6 12.4M3.6 7.6h13M3 12.4h13" />)
export const UnitIcon = icon(
  <path d="M10 5.6C8.4 4.5 6.2 4 3.2 4.2v10.7c3-.2 5.2.3 6.8 1.4 1.6-1.1 3.8-1.6 6.8-1.4V4.2c-3-.2-5.2.3-6.8 1.4Zm0 0v10.6" />,
)
export const DiscussIcon = icon(
  <path d="M12.6 11.2H7.1l-3.3 2.6V5.6c0-.9.7-1.6 1.6-1.6h7.2c.9 0 1.6.7 1.6 1.6v4c0 .9-.7 1.6-1.6 1.6ZM14.2 7.2h.5c.9 0 1.6.7 1.6 1.6v7.4L13 13.7H9.2" />,
)
export const DocumentIcon = icon(
  <path d="M5.2 3.2h6.2l3.6 3.6v9.4a.9.9 0 0 1-.9.9H5.2a.9.9 0 0 1-.9-.9V4.1c0-.5.4-.9.9-.9ZM11.2 3.4v3.7h3.6M7 10.3h6M7 13.2h4" />,
)
export const TrainingIcon = icon(<path d="M5 3.5h9.2v13.2L9.6 13.6 5 16.7V3.5Zm2.6 3.8h4M7.6 9.9h4" />)

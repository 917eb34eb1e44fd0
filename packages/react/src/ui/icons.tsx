// Drawn for Lectern on a 20 px grid with a 1.6 px pen.
import type { ReactNode } from 'react'

export interface IconProps {
  /** Pixels, 20 by default: one of the sizes in `ui.css`. */
  size?: number
}

const icon = (drawing: ReactNode) =>
  function Icon({ size = 20 }: IconProps) {
    return (
      <svg className="lectern-icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
        {drawing}
      </svg>
    )
  }

export const SendIcon = icon(<path d="M10 16V4.5M5 9.3 10 4.3l5 5" />)
export const SmileIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M6.9 11.6c.7 1.2 1.8 1.9 3.1 1.9s2.4-.7 3.1-1.9M7.6 7.8v.3M12.4 7.8v.3" />
  </>,
)
export const ReplyIcon = icon(<path d="M8 5 3.5 9.5 8 14M3.8 9.5H11c3 0 5.2 1.8 5.5 5.5" />)
export const MoreIcon = icon(<path className="lectern-icon-dots" d="M4.5 10h.01M10 10h.01M15.5 10h.01" />)
export const EditIcon = icon(
  <path d="m4 16 .6-3.2L13 4.4a1.3 1.3 0 0 1 1.8 0l.8.8a1.3 1.3 0 0 1 0 1.8l-8.4 8.4L4 16Z" />,
)
export const WriteIcon = icon(
  <path d="M4 4.5h12a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1H9l-3.6 2.8V14H4a1 1 0 0 1-1-1V5.5a1 1 0 0 1 1-1Z" />,
)
export const SelectTextIcon = icon(
  <path d="M7 3.5c1.8 0 3 .8 3 2.3 0-1.5 1.2-2.3 3-2.3M10 5.8v8.4M7 16.5c1.8 0 3-.8 3-2.3 0 1.5 1.2 2.3 3 2.3" />,
)
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
    <path d="M4.6 13A1.6 1.6 0 0 1 3.5 11.5V5.2A1.7 1.7 0 0 1 5.2 3.5h6.3A1.6 1.6 0 0 1 13 4.6" />
  </>,
)
export const TrashIcon = icon(
  <path d="M4 5.8h12M8 5.5V4h4v1.5M5.5 6l.7 9.2a1.2 1.2 0 0 0 1.2 1.1h5.2a1.2 1.2 0 0 0 1.2-1.1L14.5 6M8.6 9v4.3M11.4 9v4.3" />,
)
export const CloseIcon = icon(<path d="m5.2 5.2 9.6 9.6m0-9.6-9.6 9.6" />)
export const CheckIcon = icon(<path d="m4.5 10.6 3.6 3.5 7.4-8" />)
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5.2" />
    <path d="m12.9 12.9 3.6 3.6" />
  </>,
)
export const CalendarIcon = icon(
  <>
    <rect x="3.5" y="4.8" width="13" height="11.7" rx="2" />
    <path d="M3.7 8.6h12.6M7 3.2v3M13 3.2v3" />
  </>,
)
export const PeopleIcon = icon(
  <>
    <circle cx="7.7" cy="7" r="2.7" />
    <path d="M2.7 16c.2-3 2.2-4.7 5-4.7s4.8 1.7 5 4.7M12.7 4.5a2.7 2.7 0 0 1 0 5M14.5 11.7c1.7.6 2.7 2.1 2.8 4.3" />
  </>,
)
export const AddPersonIcon = icon(
  <>
    <circle cx="8.3" cy="7" r="2.9" />
    <path d="M3 16.2c.2-3 2.3-4.8 5.3-4.8 1.4 0 2.6.4 3.5 1.1M15 11.5v5M12.5 14h5" />
  </>,
)
export const BackIcon = icon(<path className="lectern-icon-directed" d="M12.5 4.5 7 10l5.5 5.5" />)
export const ChevronIcon = icon(<path d="m5.5 8 4.5 4.5L14.5 8" />)
export const DownIcon = icon(<path d="M10 4.5v11M5.2 10.8 10 15.6l4.8-4.8" />)
export const ForwardIcon = icon(<path className="lectern-icon-directed" d="M7.5 4.5 13 10l-5.5 5.5" />)
export const AttachIcon = icon(
  <path d="m15.8 9.3-5.9 5.9a3.6 3.6 0 0 1-5.1-5.1l6.2-6.2a2.4 2.4 0 0 1 3.4 3.4l-6.1 6.1a1.2 1.2 0 0 1-1.7-1.7l5.5-5.5" />,
)
export const ImageIcon = icon(
  <>
    <rect x="3" y="4" width="14" height="12" rx="1.7" />
    <circle cx="7" cy="8" r="1.3" />
    <path d="m3.4 14.4 3.9-3.7 2.7 2.5 3.2-3.4 3.6 3.7" />
  </>,
)
export const CameraIcon = icon(
  <>
    <path d="M3 7.2A1.7 1.7 0 0 1 4.7 5.5h1.6L7.5 4h5l1.2 1.5h1.6A1.7 1.7 0 0 1 17 7.2v7.1a1.7 1.7 0 0 1-1.7 1.7H4.7A1.7 1.7 0 0 1 3 14.3V7.2Z" />
    <circle cx="10" cy="10.6" r="2.8" />
  </>,
)
export const DownloadIcon = icon(<path d="M10 3.5v9M6 8.9l4 4 4-4M4 16.5h12" />)
export const PrintIcon = icon(<path d="M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.5h8v5H6z" />)
export const ZoomInIcon = icon(
  <>
    <circle cx="9" cy="9" r="5.2" />
    <path d="m12.9 12.9 3.6 3.6M9 6.9v4.2M6.9 9h4.2" />
  </>,
)
export const ZoomOutIcon = icon(
  <>
    <circle cx="9" cy="9" r="5.2" />
    <path d="m12.9 12.9 3.6 3.6M6.9 9h4.2" />
  </>,
)
export const PauseIcon = icon(<path d="M7.3 5v10M12.7 5v10" />)
export const PlayIcon = icon(<path d="M7 4.8v10.4l8-5.2-8-5.2Z" />)
export const RetryIcon = icon(<path d="M15.8 10a5.8 5.8 0 1 1-1.9-4.3M16 3.5v3.3h-3.3" />)
/** Back to what was before. */
export const UndoIcon = icon(<path d="M4.2 10a5.8 5.8 0 1 0 1.9-4.3M4 3.5v3.3h3.3" />)
export const BlockIcon = icon(<path d="M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M5.4 5.4l9.2 9.2" />)
export const FlagIcon = icon(<path d="M5 17V3.8M5 4.2h9.5l-2.2 3.4 2.2 3.4H5" />)
export const SelectIcon = icon(<path d="M3.5 5.5 5 7l2.6-3M10 5.5h6.5M3.5 13.5 5 15l2.6-3M10 13.5h6.5" />)
export const WarningIcon = icon(<path d="M10 3.5 17.3 16H2.7L10 3.5ZM10 8.3v3.4M10 13.9v.1" />)
export const SlowIcon = icon(<path d="M4 15.5v-2M8 15.5v-5M12 15.5v-8M16 15.5v-11" />)
export const OfflineIcon = icon(
  <path d="M3 8.3a10.3 10.3 0 0 1 3.6-2.2M9.5 5.3A10 10 0 0 1 17 8.3M5.7 11.2a6.5 6.5 0 0 1 3-1.7M13 10.3c.5.2.9.6 1.3.9M10 14.8v.1M3.5 3.5l13 13" />,
)
export const DetailsIcon = icon(
  <>
    <rect x="3" y="4" width="14" height="12" rx="2.5" />
    <path d="M12 4.2v11.6" />
  </>,
)
export const BookIcon = icon(
  <path d="M10 5.6C8.7 4.7 6.7 4.2 3.5 4.2v10.9c3.2 0 5.2.5 6.5 1.4m0-10.9c1.3-.9 3.300-1.400 6.5-1.4v10.9c-3.2 0-5.2.5-6.5 1.4m0-10.9v10.9" />,
)
export const QuestionIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M7.9 8.2a2.1 2.1 0 1 1 3.2 1.8c-.7.4-1.1.9-1.1 1.6M10 13.9v.1" />
  </>,
)
export const PinIcon = icon(<path d="M7.2 3.5h5.6M8 3.5v4.6l-2.3 2.6v1.3h8.6v-1.3L12 8.1V3.5M10 12v4.5" />)
export const BookmarkIcon = icon(<path d="M5.5 3.5h9v13L10 12.8 5.5 16.5z" />)
export const EyeIcon = icon(
  <>
    <path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5Z" />
    <circle cx="10" cy="10" r="2.2" />
  </>,
)
/** A seal: an endorsement. */
export const EndorsedIcon = icon(
  <path d="m10 2.6 2 1.5 2.5-.1.7 2.4 2 1.5-.9 2.3.9 2.3-2 1.5-.7 2.4-2.5-.1-2 1.5-2-1.5-2.5.1-.7-2.4-2-1.5.9-2.3-.9-2.3 2-1.5.7-2.4 2.5.1ZM7.2 10.3l2 1.9 3.7-4" />,
)
export const ThreadIcon = icon(
  <path d="M4 4.5h9.5a1.5 1.5 0 0 1 1.5 1.5v4.5a1.5 1.5 0 0 1-1.5 1.5H8l-3 2.5V12H4a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 4 4.5Z" />,
)
export const FormatIcon = icon(
  <path d="m3 15 4.2-10h.6L12 15M4.4 12h6.2M13.5 15l2.7-6.5 2.3 6.5M14.3 13.2h3.6" />,
)
export const BoldIcon = icon(
  <path
    className="lectern-icon-bold"
    d="M6.5 4.5h4a2.7 2.7 0 0 1 0 5.4h-4zM6.5 9.9h4.8a2.8 2.8 0 0 1 0 5.6H6.5z"
  />,
)
export const ItalicIcon = icon(<path d="M8.5 4.5h5M6.5 15.5h5M11.6 4.5l-3.2 11" />)
export const StrikeIcon = icon(
  <path d="M13.6 7c-.3-1.6-1.7-2.5-3.6-2.5-2.1 0-3.6 1-3.6 2.7 0 1 .6 1.8 1.8 2.3M4 10h12M6.3 13c.3 1.6 1.7 2.5 3.7 2.5 2.2 0 3.7-1 3.7-2.7 0-.8-.3-1.4-.9-1.9" />,
)
export const CodeIcon = icon(<path d="M7 6 3 10l4 4M13 6l4 4-4 4" />)
export const LinkIcon = icon(
  <path d="M8.6 11.4a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3L10 5.7M11.4 8.6a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1.2-1.2" />,
)
export const ListIcon = icon(<path d="M8 5.5h8.5M8 10h8.5M8 14.5h8.5M4 5.5h.01M4 10h.01M4 14.5h.01" />)
export const NumbersIcon = icon(
  <path d="M9 5.5h7.5M9 10h7.5M9 14.5h7.5M3.5 4.8l1.2-.8v3.8M3.4 12.9c.3-1.3 2.2-1.2 2.2.1 0 .8-2.2 2-2.2 2.8h2.3" />,
)
export const QuoteIcon = icon(<path d="M4 4.5v11M8 6h8.5M8 10h8.5M8 14h5" />)
export const MathIcon = icon(<path d="M4 11.5 6 10l2.5 5.5L12 4.5h5M12.5 9.5l4 5M16.5 9.5l-4 5" />)
export const KeyboardIcon = icon(
  <>
    <rect x="2.5" y="5" width="15" height="10" rx="2" />
    <path d="M5.5 8.2h.01M8.5 8.2h.01M11.5 8.2h.01M14.5 8.2h.01M6.5 11.8h7" />
  </>,
)
export const HelpfulIcon = icon(
  <path d="M3.5 9h2.7v7H3.500ZM6.200 9.200 9.300 3.500c1.200 0 1.900.9 1.700 2.100L10.500 8.500h4.300c1 0 1.700.9 1.500 1.900l-1 4.400c-.2.800-.8 1.200-1.500 1.200H6.200" />,
)
export const NotHelpfulIcon = icon(
  <path d="M3.500 11h2.700V4H3.500ZM6.200 10.800l3.100 5.700c1.200 0 1.900-.9 1.700-2.100l-.5-2.900h4.300c1 0 1.700-.9 1.500-1.900l-1-4.400C15.100 4.400 14.500 4 13.800 4H6.200" />,
)
export const ClockIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.7" />
    <path d="M10 6.3V10l2.6 1.7" />
  </>,
)
export const StopIcon = icon(<rect x="5.5" y="5.5" width="9" height="9" rx="1.5" />)
/** The assistant's mark. */
export const AssistantIcon = icon(
  <path d="M10 3c.5 3.9 2.6 6.3 7 7-4.4.7-6.5 3.1-7 7-.5-3.9-2.6-6.3-7-7 4.4-.7 6.5-3.1 7-7Z" />,
)
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />)
export const UploadIcon = icon(<path d="M10 12.5v-9M6 7.3l4-3.8 4 3.8M4 16.5h12" />)
export const ExpandIcon = icon(<path d="M11.5 4H16v4.5M16 4l-5.5 5.5M8.5 16H4v-4.5M4 16l5.5-5.5" />)
export const SettingsIcon = icon(
  <path d="M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z" />,
)
export const SignOutIcon = icon(<path d="M8 3.5H4v13h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5" />)
export const SunIcon = icon(
  <path d="M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M15.3 4.7l-1 1M5.7 14.3l-1 1" />,
)
export const MoonIcon = icon(<path d="M16 11.6A6.5 6.5 0 1 1 8.4 4a5.2 5.2 0 0 0 7.6 7.6z" />)
export const DeviceIcon = icon(<path d="M3.5 4.5h13v8.5h-13zM8 16h4M10 13v3" />)
export const EyeOffIcon = icon(
  <path d="M3.5 3.5l13 13M8.2 5.2A7.6 7.6 0 0 1 10 5c4.800 0 7.5 5 7.5 5a13 13 0 0 1-2.3 2.800M5 6.800A13 13 0 0 0 2.5 10s2.7 5 7.5 5c1.100 0 2.100-.3 3-.7M8.5 8.5a2.2 2.2 0 0 0 3 3" />,
)
/** `DetailsIcon` mirrored. */
export const PanelIcon = icon(
  <>
    <rect x="3" y="4" width="14" height="12" rx="2.5" />
    <path d="M8 4.2v11.6" />
  </>,
)

// Icons of cards.
export const LockIcon = icon(
  <>
    <rect x="4.5" y="9" width="11" height="7.5" rx="1.8" />
    <path d="M7 9V6.8a3 3 0 0 1 6 0V9" />
  </>,
)
export const StarIcon = icon(
  <path d="m10 3.6 2 4.1 4.5.6-3.3 3.1.8 4.5-4-2.2-4 2.2.8-4.5-3.3-3.1 4.5-.6 2-4.1Z" />,
)
export const BellIcon = icon(
  <path d="M5.2 13.6V9.2a4.8 4.8 0 0 1 9.6 0v4.4l1.2 1.2H4l1.2-1.2ZM8.6 16.6c.7.9 2.1.9 2.8 0" />,
)
export const MuteIcon = icon(
  <path d="M5.2 11V9.2c0-.8.2-1.5.5-2.2M7.6 5a4.8 4.8 0 0 1 7.2 4.2V12M13 14.8H4l1.2-1.2M8.6 16.6c.7.9 2.1.9 2.8 0M3.5 3.5l13 13" />,
)
export const ArchiveIcon = icon(<path d="M3.5 4.5h13v3.5h-13zM4.8 8v7.5h10.4V8M8.2 11h3.6" />)
export const UnreadIcon = icon(
  <path d="M16.5 9.5v5.2a.8.8 0 0 1-.8.8H4.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8H11M4 6.5l6 4.5 1.8-1.3M14.5 7.3a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />,
)
export const HandIcon = icon(
  <path d="M6 11V5.8a1.1 1.1 0 0 1 2.2 0V9m0-.6V4.6a1.1 1.1 0 0 1 2.2 0V9m0-.5V5.3a1.1 1.1 0 0 1 2.2 0V10m0-1.6a1.1 1.1 0 0 1 2.2 0v3.4c0 2.9-1.9 4.9-4.7 4.9-2.5 0-3.7-1.1-4.8-3.2l-1.9-3.3c-.5-1 .8-1.8 1.5-1L6 11" />,
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

const ticks = (drawing: ReactNode) =>
  function Ticks() {
    return (
      <svg
        className="lectern-icon lectern-ticks"
        width="17"
        height="12"
        viewBox="0 0 17 12"
        aria-hidden="true"
      >
        {drawing}
      </svg>
    )
  }

export const ClockMark = ticks(
  <>
    <circle cx="10.5" cy="6" r="4.7" />
    <path d="M10.5 3.5V6l1.7 1.2" />
  </>,
)
export const SentMark = ticks(<path d="m6 6.5 2.8 2.8 5.2-6.1" />)
export const DeliveredMark = ticks(<path d="m2 6.5 2.8 2.8 5.2-6.1M8.4 8.9l.6.4 5.2-6.1" />)
/** Two filled ticks: the line is heavier, so that read and delivered differ without colour. */
export const ReadMark = ticks(
  <path className="lectern-ticks-filled" d="m2 6.5 2.8 2.8 5.2-6.1M8.4 8.9l.6.4 5.2-6.1" />,
)

// Drawn for Lectern on a 20 × 20 grid with one line weight.
const PATHS = {
  bookmark: 'M5.5 3.5h9v13L10 12.8l-4.5 3.7z',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  book: 'M10 5.6C8.7 4.7 6.7 4.2 3.5 4.2v10.9c3.2 0 5.2.5 6.5 1.4 1.3-.9 3.3-1.4 6.5-1.4V4.2c-3.2 0-5.2.5-6.5 1.4zM10 5.6v10.9',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  close: 'm5 5 10 10M15 5 5 15',
  compose: 'M10 4v12M4 10h12',
  copy: 'M7.5 7.5h8v8h-8zM4.5 12.5v-8h8',
  device: 'M3.5 4.5h13v8.5h-13zM8 16h4M10 13v3',
  edit: 'm4 16 .6-3.2L13 4.4a1.3 1.3 0 0 1 1.8 0l.8.8a1.3 1.3 0 0 1 0 1.8l-8.4 8.4z',
  expand: 'M11.5 4H16v4.5M16 4l-5.5 5.5M8.5 16H4v-4.5M4 16l5.5-5.5',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  eyeOff:
    'M3.5 3.5l13 13M8.2 5.2A7.6 7.6 0 0 1 10 5c4.800 0 7.5 5 7.5 5a13 13 0 0 1-2.3 2.800M5 6.800A13 13 0 0 0 2.5 10s2.7 5 7.5 5c1.100 0 2.100-.3 3-.7M8.5 8.5a2.2 2.2 0 0 0 3 3',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7',
  moon: 'M16 11.6A6.5 6.5 0 1 1 8.4 4a5.2 5.2 0 0 0 7.6 7.6z',
  panelLeft: 'M3 4h14v12H3zM8 4v12',
  panelRight: 'M3 4h14v12H3zM12 4v12',
  pause: 'M7 5v10M13 5v10',
  resume: 'M7 4.5 15 10l-8 5.5z',
  search: 'm16.5 16.5-4-4M9 14A5 5 0 1 0 9 4a5 5 0 0 0 0 10z',
  settings:
    'M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  signOut: 'M8 3.5H4v13h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M15.3 4.7l-1 1M5.7 14.3l-1 1',
  image:
    'M4.7 4h10.6A1.7 1.7 0 0 1 17 5.7v8.6a1.7 1.7 0 0 1-1.7 1.7H4.7A1.7 1.7 0 0 1 3 14.3V5.7A1.7 1.7 0 0 1 4.7 4ZM3.4 14.4l3.9-3.7 2.7 2.5 3.2-3.4 3.6 3.7M7 9.3a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6',
  upload: 'M10 12.5v-9M6 7.3l4-3.8 4 3.8M4 16.5h12',
  warning: 'M10 3.5 17.5 16h-15zM10 8v4M10 14h.01',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
)

// Runs before the first paint, so that a chosen theme never flashes in the other one. Written by src/theme.ts.
try {
  const theme = localStorage.getItem('lectern.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.lecternTheme = theme
} catch {
  // Storage may be forbidden; the system's theme holds then.
}

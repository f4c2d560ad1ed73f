// Before the first paint, so that a chosen theme never flashes the other one. `client/ui/theme.ts` writes the value.
try {
  const theme = localStorage.getItem('dryrun.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked; the system's theme is used then.
}

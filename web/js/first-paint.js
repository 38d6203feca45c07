// A plain script in <head>, before the first paint: module scripts run later, and a dark page must not flash white.
// It only copies what core/prefs.js last wrote; a browser without storage simply shows the light page.
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem('ks3.display') || '{}');
    const theme = kept.theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : kept.theme;
    const set = { theme, overlay: kept.overlay, spacing: kept.spacing, textSize: kept.text_size };
    for (const [name, value] of Object.entries(set)) if (value) document.documentElement.dataset[name] = String(value);
  } catch {
    // Storage is blocked: nothing was remembered.
  }
})();

// A plain script in <head>, before the first paint: module scripts run later, and a dark page must not flash white.
// It only copies what core/prefs.js last wrote; a browser without storage simply shows the light page.
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem('ks3.display') || '{}');
    const theme = kept.theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : kept.theme;
    const set = { theme, overlay: kept.overlay, spacing: kept.spacing, lineSpacing: kept.line_spacing, textSize: kept.text_size, font: kept.font, motion: kept.stop_movement && 'stop' };
    for (const [name, value] of Object.entries(set)) if (value) document.documentElement.dataset[name] = String(value);
    // Letters that somebody chose are asked for before the style sheet that names them has come.
    const letters = new Map([['lexend', 'lexend-latin-wght-normal'], ['opendyslexic', 'opendyslexic-latin-400-normal']]).get(kept.font);
    if (letters) {
      const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
      const href = new URL(`../fonts/${letters}.woff2`, here).href;
      document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous', href }));
    }
  } catch {
    // Storage is blocked: nothing was remembered.
  }
})();

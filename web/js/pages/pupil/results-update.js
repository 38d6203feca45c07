/**
 * What stands for a focused element that the change has taken away: the same link, else the row that it was in or led to.
 * @param {Element} gone
 */
function heirOf(gone) {
  const link = gone.getAttribute('href');
  const row = gone.closest('.explain')?.id ?? link?.slice(1);
  const heir = (link && document.querySelector(`.can-do a[href="${CSS.escape(link)}"]`)) || (row && document.getElementById(row)?.querySelector('summary'));
  return heir instanceof HTMLElement ? heir : null;
}

/** The row that is being read; none at the top of the page, where nothing above it can push it away. */
function rowInSight() {
  const row = scrollY > 0 ? [...document.querySelectorAll('.explain')].find((each) => each.getBoundingClientRect().bottom > 0) : null;
  return row && row.getBoundingClientRect().top < innerHeight ? row : null;
}

/**
 * Change the page of results under a pupil who reads it: the focus stays, and so does what is in sight.
 * @param {() => void} change  a row that it replaces keeps its id
 */
export function keepingPlace(change) {
  const focused = document.activeElement;
  const row = rowInSight();
  const top = row?.getBoundingClientRect().top ?? 0;
  change();
  if (focused && !focused.isConnected) heirOf(focused)?.focus({ preventScroll: true });
  if (!row) return;
  // Most browsers hold on to what is in sight by themselves, at the end of the frame; the others are helped after it.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const now = document.getElementById(row.id);
      if (now) scrollBy({ top: now.getBoundingClientRect().top - top, behavior: 'instant' });
    }),
  );
}

import { registerOfflineWorker } from './worker-urls.js';

/**
 * Have this device keep the pupils' pages, so that a reload without Wi-Fi still has them. Asked for when a page stands: nothing waits for it, and where
 * it can't be had (plain http, a browser's private window) everything else goes on as before.
 */
export async function keepPages() {
  const release = /\/v\/([^/]+)\//.exec(import.meta.url)?.[1];
  // Read from disk each time, for work on the pages: the server has no worker then.
  if (!isSecureContext || !('serviceWorker' in navigator) || release?.startsWith('live-')) return;
  try {
    await registerOfflineWorker();
    const { waiting, active } = await navigator.serviceWorker.ready;
    waiting?.postMessage({ ask: 'take_over' });
    active?.postMessage({ ask: 'keep', release });
  } catch (error) {
    console.info('Pages are not kept on this device', error);
  }
}

/** Ask the browser not to clear what is kept here when its disk is full. */
export async function keepStorage() {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // An old browser, or plain http: it is kept as long as there is room.
  }
}

/** What the sign-in pages decide without a page: where to go, what to say. */

/**
 * Where `?next=` may lead: a page of this application, and one that is for this role. Anything else would let a link in an e-mail
 * send people to a copy of our pages after they sign in.
 * @param {string | null} next
 * @param {'admin' | 'teacher' | 'pupil'} role
 * @returns {string | null}
 */
export function safeNext(next, role) {
  if (!next || !/^\/(pupil|teacher|admin)\/[a-z-]+(\?[^#\\]*)?$/.test(next)) return null;
  const area = next.split('/')[1];
  return (area === 'pupil') === (role === 'pupil') ? next : null;
}

/**
 * What is wrong with the connection, worst first.
 * @param {{secure: boolean, host: string, online: boolean}} state
 * @returns {{tone: 'bad' | 'warn', title: string, text: string}[]}
 */
export function connectionWarning({ secure, host, online }) {
  const loopback = host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host) || host === '[::1]';
  /** @type {{tone: 'bad' | 'warn', title: string, text: string}[]} */
  const warnings = [];
  if (!secure && !loopback) {
    warnings.push({ tone: 'bad', title: 'This connection is not private.', text: 'Don’t type your password. Tell the person who looks after computers: the page was opened without https.' });
  }
  if (!online) warnings.push({ tone: 'warn', title: 'You are offline.', text: 'Check the Wi-Fi: you need it to sign in.' });
  return warnings;
}

/**
 * What the QR code of a login card fills in; it stands behind the #, which browsers keep to themselves.
 * @param {string} hash
 * @returns {{class_code: string, name: string} | null}
 */
export function cardOf(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const code = said.get('class')?.slice(0, 20);
  const name = said.get('name')?.slice(0, 200);
  return code && name ? { class_code: code, name } : null;
}

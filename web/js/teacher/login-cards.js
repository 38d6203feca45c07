import { h, svg } from '../core/dom.js';

/**
 * @typedef {import('../api/classes.js').CardSheet} CardSheet
 * @typedef {import('../api/classes.js').LoginCard} LoginCard
 */

/** Modules of light around a QR code, as ISO/IEC 18004 asks for. */
const QUIET = 4;

/** @param {LoginCard['qr']} qr @param {string} name */
function qrCode({ size, path }, name) {
  const side = size + 2 * QUIET;
  return svg(
    'svg',
    { class: 'login-card__qr', viewBox: `${-QUIET} ${-QUIET} ${side} ${side}`, role: 'img', 'aria-label': `QR code: sign-in page for ${name}`, 'shape-rendering': 'crispEdges' },
    svg('path', { d: path, fill: '#000' }),
  );
}

/** @param {CardSheet} sheet @param {LoginCard} card */
function loginCard({ address, class_name: className, class_code: code }, { name, sign_in_name: signInName, password, qr }) {
  return h(
    'li',
    { class: 'login-card' },
    h('p', { class: 'login-card__name' }, name, h('span', null, className)),
    h(
      'dl',
      { class: 'login-card__lines' },
      [
        ['Open', new URL(address).host],
        ['Class code', code],
        // Their own name is on top; only who signs in by another one is told it.
        ...(signInName === name ? [] : [['Name', signInName]]),
        ['Password', password],
      ].map(([label, value]) => h('div', null, h('dt', null, label), h('dd', null, value))),
    ),
    qrCode(qr, name),
    h('p', { class: 'login-card__foot' }, 'Scan, then type the password. Keep this card to yourself.'),
  );
}

/** A sheet of A4: eight cards to cut apart. @param {CardSheet} sheet */
export function cardSheet(sheet) {
  return h('ul', { class: 'card-sheet', role: 'list' }, sheet.items.map((card) => loginCard(sheet, card)));
}

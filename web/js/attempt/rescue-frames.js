import { h, icon } from '../core/dom.js';
import { correction, generate, mode } from '../vendor/lean-qr-2.7.4.js';

/**
 * Four a second: a camera sees each more than once. A module that turns with every frame makes two flashes a second, and more than three may harm
 * (WCAG 2.3.1).
 */
const FRAME_MS = 250;
/** White around the code, in modules: readers need it. */
const QUIET = 4;
/** One size for all frames of a row, as a code that changes its size is lost by the eye and by the camera. */
const VERSION = 13;

/**
 * Show frames one after the other, again and again. Who wants less motion turns them by hand.
 * @param {string[]} frames
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function framePlayer(frames) {
  const canvas = h('canvas', { class: 'rescue__code', role: 'img' });
  const count = h('p', { class: 'rescue__count' });
  const play = h('button', { class: 'button', type: 'button' });
  const step = (/** @type {number} */ by) => {
    run(false);
    show(at + by);
  };
  const back = h('button', { class: 'button', type: 'button', onclick: () => step(-1) }, icon('left'), 'Back');
  const next = h('button', { class: 'button', type: 'button', onclick: () => step(1) }, 'Next', icon('right'));
  let at = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  const show = (/** @type {number} */ n) => {
    at = (n + frames.length) % frames.length;
    draw(canvas, frames[at], frames.length > 1);
    const words = `Picture ${at + 1} of ${frames.length}`;
    count.textContent = words;
    canvas.setAttribute('aria-label', `QR code, ${words}`);
  };
  const run = (/** @type {boolean} */ on) => {
    clearInterval(timer);
    timer = on ? setInterval(() => show(at + 1), FRAME_MS) : undefined;
    play.replaceChildren(icon(on ? 'pause' : 'play'), on ? 'Pause' : 'Play');
  };
  play.addEventListener('click', () => run(timer === undefined));
  show(0);
  const many = frames.length > 1;
  run(many && !matchMedia('(prefers-reduced-motion: reduce)').matches && document.documentElement.dataset.motion !== 'stop');
  const element = h(
    'div',
    { class: 'rescue__player', tabindex: '-1' },
    canvas,
    h('p', null, 'Turn the brightness all the way up. Hold this screen still, so that it fills the camera’s picture.'),
    count,
    many && h('div', { class: 'rescue__turn' }, play, back, next),
  );
  return { element, stop: () => clearInterval(timer) };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} text
 * @param {boolean} sized
 */
function draw(canvas, text, sized) {
  const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M, modes: [mode.alphaNumeric], ...(sized ? { minVersion: VERSION } : {}) });
  const size = code.size + 2 * QUIET;
  // Whole pixels a module, so that the browser has no edges to blur.
  const scale = Math.max(1, Math.floor((Math.min(innerWidth, innerHeight, 720) * devicePixelRatio) / size));
  canvas.width = canvas.height = size * scale;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) pen.fillRect((x + QUIET) * scale, (y + QUIET) * scale, scale, scale);
}

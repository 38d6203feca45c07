import { bytesOf } from '../api/stream.js';
import { startWorker } from './worker-urls.js';

/** Python on this device, for practice while the school's server can't be reached: MicroPython in a worker. The server alone marks. */

/**
 * @typedef {import('../api/code.js').RunOut & {answered: string, equal: boolean}} PracticeOut  `answered`: what was printed without the questions of
 *   input(); `equal`: whether `then` has the value that was wanted
 * @typedef {{source: string, stdin: string, then?: string, wanted?: string}} Program  `then` is evaluated once the program has ended, and compared with `wanted`
 */

const WASM = new URL('../vendor/micropython-1.27.0.wasm', import.meta.url);
/** How long a program may take. Getting ready isn't counted, but has its own end. */
const RUN_MS = 5_000;
const READY_MS = 20_000;

/** @type {Promise<ArrayBuffer> | null} */
let wasm = null;

/** The worker's own modules: fetched once, they come from the browser's cache when it starts without Wi-Fi. */
const MODULES = ['python-worker.js', 'python-practice.logic.js', '../vendor/micropython-1.27.0.js'];

/** Fetch what a run without Wi-Fi will need; again at the next call when it can't be had now. */
export function preparePractice() {
  wasm ??= Promise.all([WASM, ...MODULES.map((name) => new URL(name, import.meta.url))].map(bytesOf)).then(([bytes]) => bytes);
  wasm.catch(() => (wasm = null));
  return wasm;
}

/**
 * Run a program here.
 * @param {Program} program
 * @param {{signal: AbortSignal}} options
 * @returns {Promise<PracticeOut>}
 */
export async function practise(program, { signal }) {
  const bytes = await preparePractice();
  const worker = startWorker('python');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stdout = '';
  let answered = '';
  try {
    const end = await new Promise((resolve) => {
      const stop = (/** @type {string} */ status, /** @type {number} */ ms) => setTimeout(() => resolve({ status, error: null, wall_ms: ms }), ms);
      timer = stop('unavailable', READY_MS);
      signal.addEventListener('abort', () => resolve({ status: 'cancelled', error: null }));
      if (signal.aborted) resolve({ status: 'cancelled', error: null });
      worker.addEventListener('error', () => resolve({ status: 'unavailable', error: null }));
      worker.addEventListener('message', ({ data }) => {
        stdout += data.printed ?? '';
        if (!data.asked) answered += data.printed ?? '';
        if (data.ended) resolve(data.ended);
        if (!data.started) return;
        clearTimeout(timer);
        timer = stop('time', RUN_MS);
      });
      worker.postMessage({ ...program, wasm: bytes });
    });
    return { stderr: '', value: null, equal: false, drawing: [], cpu_ms: 0, wall_ms: 0, ...end, stdout, answered, truncated: end.status === 'output' };
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

/**
 * Runs one program with MicroPython and is then done with: whoever started this worker ends it. It comes with a content policy of its own
 * (core/shield.py), by which it reaches no address; what else it could reach is taken from it before the program starts.
 */
import { loadMicroPython } from '../vendor/micropython-1.27.0.js';
import { readTraceback } from './python-practice.logic.js';

const HEAP_BYTES = 8 * 1024 * 1024;
const STACK_BYTES = 32 * 1024;
const OUTPUT_BYTES_MAX = 64 * 1024;
const PIECE_BYTES = 2048;
const PIECE_MS = 50;

/** What a program must not find by way of MicroPython's door to JavaScript: answers that wait on this device, other pages, other workers. */
const CLOSED = ['indexedDB', 'caches', 'BroadcastChannel', 'SharedWorker', 'Worker', 'fetch', 'XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource', 'importScripts', 'navigator'];

/** `input()` shows its question and takes the next given line. */
const PRELUDE = [
  'import builtins, _ks3',
  'def _input(prompt=""):',
  '    _ks3.ask(str(prompt))',
  '    line = _ks3.next()',
  '    if line is None:',
  '        raise EOFError("EOF when reading a line")',
  '    return line',
  'builtins.input = _input',
  'def _run():',
  '    names = {"__name__": "__main__"}',
  "    exec(compile(_ks3.source, 'main.py', 'exec'), names)",
  '    if _ks3.then:',
  "        exec('_value = (' + _ks3.then + ')', names)",
  "        exec('_wanted = (' + _ks3.wanted + ')', names)",
  "        value, wanted = names['_value'], names['_wanted']",
  '        _ks3.value(repr(value), type(value) == type(wanted) and value == wanted)',
].join('\n');

const tell = /** @type {(message: object) => void} */ (/** @type {any} */ (globalThis).postMessage.bind(globalThis));

/** Printed bytes, handed on in pieces: a message a letter would drown the page. */
function printer() {
  const decoder = new TextDecoder();
  /** @type {number[]} */
  let piece = [];
  let seen = 0;
  let told = 0;
  const flush = () => {
    if (piece.length) tell({ printed: decoder.decode(Uint8Array.from(piece), { stream: true }) });
    piece = [];
    told = Date.now();
  };
  /** @param {Uint8Array} bytes */
  const print = (bytes) => {
    if (seen >= OUTPUT_BYTES_MAX) return;
    piece.push(...bytes);
    seen += bytes.length;
    const full = seen >= OUTPUT_BYTES_MAX;
    if (full || piece.length >= PIECE_BYTES || Date.now() - told > PIECE_MS) flush();
    if (full) tell({ ended: { status: 'output', error: null } });
  };
  return { print, flush };
}

function closeDoors() {
  for (let at = globalThis; at; at = Object.getPrototypeOf(at)) for (const name of CLOSED) Reflect.deleteProperty(at, name);
}

/** @param {import('./python-practice.js').Program & {wasm: ArrayBuffer}} job */
async function run({ source, stdin, then = '', wanted = '', wasm }) {
  const { print, flush } = printer();
  /** @param {string} prompt */
  const ask = (prompt) => {
    flush();
    tell({ printed: prompt, asked: true });
  };
  const url = URL.createObjectURL(new Blob([wasm], { type: 'application/wasm' }));
  const python = await loadMicroPython({ url, heapsize: HEAP_BYTES, pystack: STACK_BYTES, linebuffer: false, stdout: print, stderr: print });
  let [value, equal] = [/** @type {string | null} */ (null), false];
  const lines = stdin ? stdin.replace(/\n$/, '').split('\n') : [];
  python.registerJsModule('_ks3', { source, then, wanted, ask, next: () => lines.shift() ?? null, value: (/** @type {string} */ text, /** @type {boolean} */ same) => ([value, equal] = [text, same]) });
  python.runPython(PRELUDE);
  closeDoors();
  tell({ started: true });
  const from = performance.now();
  let error = null;
  try {
    python.runPython('_run()');
  } catch (thrown) {
    error = readTraceback(String(/** @type {Error} */ (thrown).message));
  }
  flush();
  tell({ ended: { status: error ? 'error' : 'ok', error, value, equal, wall_ms: performance.now() - from } });
}

addEventListener('message', ({ data }) => void run(data).catch(() => tell({ ended: { status: 'crash', error: null } })));

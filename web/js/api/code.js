import { ApiError, api } from './client.js';
import { postForLines } from './stream.js';

/**
 * @typedef {{kind: string, message: string, line: number, sentence: string}} ProgramError  line counts from 1, 0 where there is none
 *
 * @typedef {object} RunOut  what one run of a program came to
 * @property {'ok' | 'error' | 'time' | 'output' | 'crash' | 'forbidden' | 'cancelled' | 'unavailable'} status
 * @property {string} stdout
 * @property {string} stderr
 * @property {ProgramError | null} error
 * @property {string | null} value
 * @property {{[name: string]: any}[]} drawing  what its turtle did
 * @property {number} cpu_ms
 * @property {number} wall_ms
 * @property {boolean} truncated
 *
 * @typedef {object} ExampleRun  a test that pupils may see, and how it went
 * @property {string} id
 * @property {string} name
 * @property {boolean | null} passed  null: it can't be told here
 * @property {string} stdin
 * @property {string} code
 * @property {string} expected
 * @property {RunOut} result
 *
 * @typedef {{source: string, stdin: string, examples: boolean}} RunRequest  examples: run these in place of the program by itself
 * @typedef {{result?: RunOut, examples?: ExampleRun[]}} RunAnswer
 * @typedef {{signal?: AbortSignal, ahead?: (n: number) => void}} RunOptions  ahead: how many programs are run first
 * @typedef {(request: RunRequest, options: RunOptions) => Promise<RunAnswer>} Run
 */

/**
 * @param {string} path
 * @param {object} body
 * @param {RunOptions} options
 * @returns {Promise<RunAnswer>}
 */
async function run(path, body, { signal, ahead }) {
  /** @type {RunAnswer | null} */
  let answer = null;
  await postForLines(path, body, {
    signal,
    line(said) {
      if (typeof said.ahead === 'number') ahead?.(said.ahead);
      else if ('problem' in said) throw new ApiError({ status: 503, code: 'not_run', detail: said.problem });
      else answer = said;
    },
  });
  // A stream that ended early has no result: the server went away in the middle.
  if (!answer) throw new ApiError({ status: 0, code: 'broken' });
  return answer;
}

/**
 * Run a pupil's program, as the server marks it.
 * @param {string} attemptId
 * @param {string} itemId
 * @param {RunRequest} request
 * @param {RunOptions} options
 */
export const runAnswer = (attemptId, itemId, request, options) => run(`/api/attempts/${encodeURIComponent(attemptId)}/items/${encodeURIComponent(itemId)}/run`, request, options);

/**
 * Run a program on a question that is being written or looked at, for its teacher.
 * @param {{type: string, content: {[name: string]: any}}} question
 * @param {RunRequest} request
 * @param {RunOptions} options
 */
export const tryRun = ({ type, content }, request, options) => run('/api/question-run', { type, content, ...request }, options);

/**
 * Run a teacher's program that is no answer to anything.
 * @param {string} source
 * @param {string} stdin
 * @returns {Promise<RunOut | undefined>}
 */
export const runProgram = async (source, stdin) => (await run('/api/question-run', { source, stdin }, {})).result;

/**
 * @typedef {object} CodeCheck  what the server found by running a task's own programs
 * @property {boolean} solution_passes
 * @property {boolean} starter_fails
 * @property {string[]} problems  what is wrong with either, in sentences
 * @property {{line: number, what: string, survives: boolean, suggestion?: {[name: string]: any} | null}[]} mutants  likely slips in the solution;
 *   one that survives is found by no test, and `suggestion` is a test that would
 */

/**
 * Run a task's solution, its starter and likely slips against its tests.
 * @param {{[name: string]: any}} content
 * @returns {Promise<CodeCheck>}
 */
export const checkCode = (content) => api.post('/api/questions/check-code', { content }, { timeoutMs: 60_000 });

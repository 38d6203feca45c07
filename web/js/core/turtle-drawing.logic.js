import { listOf, plural } from './words.js';

/**
 * What a turtle drew, as shapes on a paper whose y goes down. The commands come out of a pupil's own process, so nothing about them is
 * taken for granted: what can't be drawn is left out.
 */

/**
 * @typedef {{[name: string]: any}} Command  as the runner's `drawing` has them: y goes up, a text's size is in points
 * @typedef {[number, number]} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Frame
 * @typedef {{tag: 'path' | 'polygon' | 'circle' | 'text', props: {[name: string]: string | number}, words?: string}} Shape
 */

const MARGIN = 10;
const LEAST_SIDE = 100;
const FAR = 1_000_000;
const PIXELS_A_POINT = 4 / 3;
/** What letters take of their size, on average: across, from line to line, below the line. */
const LETTER = { width: 0.55, height: 1.2, below: 0.22 };
/** The arrow, forwards and to the left of its point. @type {Point[]} */
const ARROW = [[0, 0], [-9, 5], [-7, 0], [-9, -5]];
const ANCHORS = new Map([['left', 'start'], ['center', 'middle'], ['right', 'end']]);

/** @type {{[op: string]: [string, string?]}} */
const NAMES = { line: ['line'], fill: ['filled shape'], dot: ['dot'], text: ['piece of text', 'pieces of text'], turtle: ['turtle'] };

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100 + 0;
const isNumber = (/** @type {unknown} */ value) => typeof value === 'number' && Math.abs(value) <= FAR;
const isPoint = (/** @type {unknown} */ value) => Array.isArray(value) && value.length === 2 && value.every(isNumber);
const isColour = (/** @type {unknown} */ value) => typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value);

/** What each kind of command must have. @type {{[op: string]: (command: Command) => boolean}} */
const DRAWABLE = {
  line: ({ from, to, width }) => isPoint(from) && isPoint(to) && isNumber(width),
  fill: ({ points }) => Array.isArray(points) && points.length > 2 && points.every(isPoint),
  dot: ({ at, size }) => isPoint(at) && isNumber(size),
  text: ({ at, text, size }) => isPoint(at) && typeof text === 'string' && isNumber(size),
  turtle: ({ at, heading }) => isPoint(at) && isNumber(heading),
};

/** The commands that can be drawn. @param {readonly Command[]} commands @returns {Command[]} */
const drawable = (commands) => commands.filter((command) => command && Object.hasOwn(DRAWABLE, command.op) && isColour(command.colour) && DRAWABLE[command.op](command));

/** The three corners and the notch of a turtle, y up. @param {Command} turtle @returns {Point[]} */
function arrowOf({ at, heading }) {
  const angle = (heading * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ARROW.map(([forward, left]) => [at[0] + forward * cos - left * sin, at[1] + forward * sin + left * cos]);
}

/** Lines of a text with where each stands; the last is at the place itself. @param {Command} text */
function linesOf({ at, text, size }) {
  const pixels = Math.abs(size) * PIXELS_A_POINT;
  const lines = /** @type {string} */ (text).split('\n');
  return lines.map((words, index) => ({ words, pixels, x: at[0], y: at[1] + pixels * (LETTER.below + LETTER.height * (lines.length - 1 - index)) }));
}

/** The points, y up, that a command reaches to. @param {Command} command @returns {Point[]} */
function reachOf(command) {
  /** @type {(at: Point, far: number) => Point[]} */
  const around = ([x, y], far) => [[x - far, y - far], [x + far, y + far]];
  switch (command.op) {
    case 'line':
      return [command.from, command.to].flatMap((at) => around(at, Math.abs(command.width) / 2));
    case 'fill':
      return command.points;
    case 'dot':
      return around(command.at, Math.abs(command.size) / 2);
    case 'turtle':
      return arrowOf(command);
    default:
      return linesOf(command).flatMap(({ words, pixels, x, y }) => {
        const width = words.length * pixels * LETTER.width;
        const left = { center: x - width / 2, right: x - width }[/** @type {string} */ (command.align)] ?? x;
        return [[left, y - pixels * LETTER.below], [left + width, y + pixels]];
      });
  }
}

/** What of the paper is shown: everything drawn with a margin, y down. @param {readonly Command[]} commands @returns {Frame} */
export function frameOf(commands) {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const command of drawable(commands)) {
    for (const [x, y] of reachOf(command)) {
      [left, right, bottom, top] = [Math.min(left, x), Math.max(right, x), Math.min(bottom, y), Math.max(top, y)];
    }
  }
  if (left > right) [left, right, bottom, top] = [0, 0, 0, 0];
  const width = Math.max(right - left + 2 * MARGIN, LEAST_SIDE);
  const height = Math.max(top - bottom + 2 * MARGIN, LEAST_SIDE);
  return { x: round((left + right - width) / 2), y: round((-top - bottom - height) / 2), width: round(width), height: round(height) };
}

/** The paper's colour; the last one counts. @param {readonly Command[]} commands @returns {string} */
export function backgroundOf(commands) {
  return commands.findLast((command) => command?.op === 'background' && isColour(command.colour))?.colour ?? '#ffffff';
}

/** @param {Point} point */
const down = ([x, y]) => `${round(x)} ${round(-y)}`;

/** One path for all lines in a row that look the same: a circle is 60 lines. @param {Command[]} lines @returns {Shape} */
function pathOf(lines) {
  const steps = lines.map(({ from, to }, index) => {
    const goesOn = index > 0 && down(lines[index - 1].to) === down(from);
    return `${goesOn ? '' : `M${down(from)}`}L${down(to)}`;
  });
  const { colour, width } = lines[0];
  return { tag: 'path', props: { d: steps.join(''), stroke: colour, 'stroke-width': Math.max(0.5, Math.abs(width)), fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } };
}

/** @param {Command} command  any but a line @returns {Shape[]} */
function shapesOfOne(command) {
  const fill = command.colour;
  if (command.op === 'dot') return [{ tag: 'circle', props: { cx: round(command.at[0]), cy: round(-command.at[1]), r: Math.abs(command.size) / 2, fill } }];
  if (command.op === 'text') {
    const anchor = ANCHORS.get(command.align) ?? 'start';
    return linesOf(command).map(({ words, pixels, x, y }) => ({ tag: 'text', words, props: { x: round(x), y: round(-y), 'font-size': round(pixels), 'text-anchor': anchor, fill } }));
  }
  const points = command.op === 'turtle' ? arrowOf(command) : /** @type {Point[]} */ (command.points);
  return [{ tag: 'polygon', props: { points: points.map(down).join(' '), fill, 'fill-rule': 'evenodd' } }];
}

/** Everything that is drawn, the lowest first. @param {readonly Command[]} commands @returns {Shape[]} */
export function shapesOf(commands) {
  /** @type {Shape[]} */
  const shapes = [];
  /** @type {Command[]} */
  let lines = [];
  const finish = () => {
    if (lines.length) shapes.push(pathOf(lines));
    lines = [];
  };
  for (const command of drawable(commands)) {
    if (command.op === 'line') {
      if (lines.length && (lines[0].colour !== command.colour || lines[0].width !== command.width)) finish();
      lines.push(command);
    } else {
      finish();
      shapes.push(...shapesOfOne(command));
    }
  }
  finish();
  return shapes;
}

/** The drawing in words, for who can't see it. @param {readonly Command[]} commands */
export function drawingWords(commands) {
  const drawn = drawable(commands);
  const parts = Object.entries(NAMES).flatMap(([op, [one, many]]) => {
    const count = drawn.filter((command) => command.op === op).length;
    return count ? [plural(count, one, many)] : [];
  });
  const more = commands.some((command) => command?.op === 'more') ? ' It goes on; only the first part is shown.' : '';
  return `Turtle drawing: ${listOf(parts) || 'nothing yet'}.${more}`;
}

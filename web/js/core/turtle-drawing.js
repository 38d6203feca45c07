import { svg } from './dom.js';
import { backgroundOf, drawingWords, frameOf, shapesOf } from './turtle-drawing.logic.js';

/**
 * What a pupil's turtle drew, as a picture that fits its frame.
 * @param {readonly import('./turtle-drawing.logic.js').Command[]} commands  the runner's `drawing`
 * @returns {SVGElement}
 */
export function turtleDrawing(commands) {
  const { x, y, width, height } = frameOf(commands);
  return svg(
    'svg',
    { class: 'turtle-drawing', viewBox: `${x} ${y} ${width} ${height}`, role: 'img', 'aria-label': drawingWords(commands) },
    svg('rect', { x, y, width, height, fill: backgroundOf(commands) }),
    shapesOf(commands).map(({ tag, props, words }) => svg(tag, props, words)),
  );
}

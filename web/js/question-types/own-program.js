import { h } from '../core/dom.js';
import { programAndInputs } from './code-listing.js';

/**
 * A pupil's program as a question about it is asked: with the call that was added and what was typed in.
 * @param {{source: string, typed: string, added: string}} own
 */
export function ownProgram({ source, typed, added }) {
  const inputs = typed ? typed.replace(/\n$/, '').split('\n') : [];
  const [listing, ...rest] = programAndInputs(added ? `${source}\n${added}` : source, inputs);
  return [listing, added && h('p', { class: 'question__hint' }, `Line ${source.split('\n').length + 1} was added, to call it.`), ...rest];
}

import { h } from '../../core/dom.js';
import { selectBox } from '../../core/fields.js';
import { including, nameControl, valueOf } from '../edit-parts.js';
import { rowsEditor } from '../rows-edit.js';

/** What a program has to use, or may not, as a teacher writes it. */

/** @typedef {{kind: 'must' | 'must_not', use: string, message?: string}} Rule */

/** Those that lessons ask for; the server knows more. @type {[string, string][]} */
const USES = [
  ['for', 'a for loop'],
  ['while', 'a while loop'],
  ['if', 'if'],
  ['else', 'else'],
  ['def', 'a function of your own'],
  ['return', 'return'],
  ['recursion', 'a function that calls itself'],
  ['list', 'a list'],
  ['dict', 'a dictionary'],
  ['f-string', 'an f-string'],
  ['break', 'break'],
  ['call', 'a call of …'],
  ['import', 'the module …'],
  ['name', 'the name …'],
];

/** @param {Rule} rule @param {(change: object) => void} patch @returns {import('../rows-edit.js').RowParts} */
function drawRule(rule, patch) {
  const [first, named = ''] = rule.use.split(' ');
  const now = { first, named };
  const tell = () => patch({ use: ['call', 'import', 'name'].includes(now.first) ? `${now.first} ${now.named.trim()}` : now.first });
  const kind = selectBox([['must', 'Must use'], ['must_not', 'Must not use']], { value: rule.kind, onchange: (/** @type {Event} */ event) => patch({ kind: valueOf(event) }) }, '');
  const use = selectBox(including(USES, first, first), {
    value: first,
    onchange(/** @type {Event} */ event) {
      now.first = valueOf(event);
      tell();
    },
  }, '');
  const name = h('input', {
    class: 'input input--m program__typed',
    value: named,
    spellcheck: 'false',
    autocomplete: 'off',
    oninput(/** @type {Event} */ event) {
      now.named = valueOf(event);
      tell();
    },
  });
  return {
    lead: null,
    body: [h('div', { class: 'cluster' }, kind, use, name)],
    focus: () => kind.querySelector('select')?.focus(),
    refresh(index) {
      nameControl(kind, `rules.${index}.kind`, `Rule ${index + 1}`);
      nameControl(use, `rules.${index}.use`, `What rule ${index + 1} is about`);
      nameControl(name, `rules.${index}.name`, `Name in rule ${index + 1}`);
      name.hidden = !['call', 'import', 'name'].includes(now.first);
    },
  };
}

/** @param {Rule[]} rules @param {(rules: Rule[]) => void} change */
export const rulesEditor = (rules, change) =>
  rowsEditor({ items: rules, nameOf: (index) => `rule ${index + 1}`, draw: drawRule, blank: () => ({ kind: 'must', use: 'for' }), addLabel: 'Add a rule', min: 0, change });

import { addRuleQuestion, listGenerators, showVariants } from '../../api/generators.js';
import { announce } from '../../core/announce.js';
import { freshId, h, icon } from '../../core/dom.js';
import { field } from '../../core/fields.js';
import { startPage } from '../../core/page.js';
import { richText } from '../../core/rich-text.js';
import { errorState } from '../../core/states.js';
import { plural } from '../../core/words.js';
import { addressOf, anotherSeed, byTopic, choiceOf, levelName, topicName } from '../../teacher/generators.logic.js';
import { markedQuestion } from '../../teacher/marked-question.js';
import { printWorksheet } from '../../teacher/worksheet.js';

/**
 * @typedef {import('../../api/generators.js').Generator} Generator
 * @typedef {import('../../api/generators.js').Variant} Variant
 */

const TWENTY = 20;

/** @param {Variant} variant */
function variantItem(variant) {
  const { explanation, misconceptions } = variant;
  return h(
    'li',
    { class: 'stack stack--s' },
    markedQuestion(variant),
    h(
      'details',
      { class: 'small' },
      h('summary', null, 'Worked answer and wrong ideas'),
      h('div', { class: 'rich' }, richText(explanation)),
      h('ul', { class: 'checks' }, misconceptions.map(({ text, title }) => h('li', null, icon('bulb'), h('span', null, h('strong', null, text), ` ${title}`)))),
    ),
  );
}

/** Looking at what a rule makes, twenty at a time, before pupils get it. */
class GeneratorsPage {
  #generators;
  #choice;
  /** @type {Variant[]} */
  #variants = [];
  #asked = 0;
  /** What was put into the bank on this visit, by its title. @type {Map<string, {question_id: string, variants: number}>} */
  #added = new Map();
  #list = h('ol', { class: 'cols-2 variants' });
  #about = h('aside', { class: 'stack' });
  #notice = h('div', { role: 'status' });
  #levels = h('div', { class: 'segmented', role: 'radiogroup', 'aria-label': 'Level' });
  #add = h('button', { class: 'button button--primary', type: 'button', onclick: () => void this.#addToBank() }, icon('plus'), 'Add to the bank');
  #print = h('button', { class: 'button', type: 'button', onclick: () => printWorksheet(this.#title(), this.#variants) }, icon('print'), 'Print worksheet');

  /** @param {Generator[]} generators @param {URLSearchParams} params */
  constructor(generators, params) {
    this.#generators = generators;
    this.#choice = choiceOf(params, generators);
  }

  parts() {
    const select = h(
      'select',
      { onchange: () => this.#choose({ generator: select.value }), value: this.#choice.generator.key },
      byTopic(this.#generators).map(([topic, list]) => h('optgroup', { label: topicName(topic) }, list.map(({ key, title }) => h('option', { value: key }, title)))),
    );
    const head = h(
      'div',
      { class: 'page-head' },
      h(
        'div',
        { class: 'page-head__text' },
        h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: '/teacher/questions' }, 'Question bank')), h('li', null, 'Generators')),
        h('h1', null, 'Generators'),
        h('p', null, 'A rule makes these questions, with other numbers each time. Add it to the bank, and each pupil gets a variant of their own; or print them as a worksheet.'),
      ),
      h('div', { class: 'page-head__actions' }, this.#print, this.#add),
    );
    const controls = h(
      'div',
      { class: 'card cluster cluster--l' },
      field('Generator', h('span', { class: 'select select--wide' }, select, icon('down'))),
      h('div', { class: 'field' }, h('span', { class: 'field__label' }, 'Level'), this.#levels),
      h('button', { class: 'button end', type: 'button', onclick: () => this.#choose({ seed: anotherSeed() }) }, icon('reset'), 'Another twenty'),
    );
    return [head, h('div', { class: 'stack' }, controls, this.#notice, h('div', { class: 'with-side' }, this.#list, this.#about))];
  }

  #title() {
    const { generator, level } = this.#choice;
    return `${generator.title}: ${levelName(level).toLowerCase()}`;
  }

  /** @param {{generator?: string, level?: number, seed?: number}} change */
  #choose(change) {
    const { generator, level, seed } = this.#choice;
    const params = new URLSearchParams({ generator: generator.key, level: String(level), seed: String(seed) });
    for (const [name, value] of Object.entries(change)) params.set(name, String(value));
    this.#choice = choiceOf(params, this.#generators);
    history.replaceState(null, '', addressOf(this.#choice));
    void this.draw();
  }

  /** Show the twenty of the choice; an answer that comes late, after another choice, is dropped. */
  async draw() {
    const { generator, level, seed } = this.#choice;
    const asked = ++this.#asked;
    this.#drawLevels();
    this.#drawAbout();
    this.#list.setAttribute('aria-busy', 'true');
    this.#add.disabled = this.#print.disabled = true;
    try {
      const { items } = await showVariants(generator.key, { level, seed, count: TWENTY });
      if (asked !== this.#asked) return;
      this.#variants = items;
      this.#list.replaceChildren(...items.map(variantItem));
      this.#add.disabled = this.#print.disabled = false;
      announce(`${plural(items.length, 'question')}: ${this.#title()}`);
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#list.replaceChildren(h('li', null, errorState(error, { retry: () => void this.draw() })));
    } finally {
      if (asked === this.#asked) this.#list.removeAttribute('aria-busy');
    }
  }

  #drawLevels() {
    const name = freshId('level');
    const { generator, level } = this.#choice;
    this.#levels.replaceChildren(
      ...generator.levels.map((each) =>
        h('label', null, h('input', { type: 'radio', name, checked: each === level, onchange: () => this.#choose({ level: each }) }), levelName(each)),
      ),
    );
  }

  #drawAbout() {
    const { objectives, misconceptions } = this.#choice.generator;
    const card = (/** @type {string} */ title, /** @type {string} */ sign, /** @type {string[]} */ lines) =>
      h('section', { class: 'card stack stack--s' }, h('h2', { class: 'h4' }, title), h('ul', { class: 'checks' }, lines.map((line) => h('li', null, icon(sign), h('span', null, line)))));
    this.#about.replaceChildren(
      ...[
        objectives.length > 0 && card('What it asks about', 'target', objectives.map(({ text }) => text)),
        misconceptions.length > 0 && card('Wrong ideas that it shows', 'bulb', misconceptions),
      ].filter((part) => part !== false),
    );
  }

  async #addToBank() {
    const { generator, level } = this.#choice;
    const title = this.#title();
    this.#add.disabled = true;
    try {
      // Pressed twice, it would stand in the bank twice.
      const known = this.#added.get(title);
      const added = known ?? (await addRuleQuestion(generator.key, { level }));
      this.#added.set(title, added);
      const { question_id: id, variants } = added;
      const words = variants > 1 ? `each pupil gets one of ${variants} variants, and is marked by it.` : 'it has a single variant.';
      const many = this.#added.size;
      this.#notice.replaceChildren(
        h(
          'div',
          { class: 'banner banner--ok' },
          icon('check-circle'),
          h('p', { class: 'banner__text' }, h('strong', null, `“${title}” is in the bank${known ? ' already' : ''}:`), ` ${words} `, many > 1 ? '' : 'You can add others, too.'),
          h('a', { class: 'button button--s', href: `/teacher/question?id=${id}` }, 'Open it'),
          h('a', { class: 'button button--s button--primary', href: `/teacher/create-assessment?questions=${[...this.#added.values()].map((each) => each.question_id).join(',')}` }, icon('clipboard'), many > 1 ? `Put these ${many} into a new assessment` : 'Put it into a new assessment'),
        ),
      );
    } finally {
      this.#add.disabled = false;
    }
  }
}

void startPage({
  area: 'teacher',
  title: 'Generators',
  async mount({ main, params }) {
    const page = new GeneratorsPage((await listGenerators()).items, params);
    main.replaceChildren(...page.parts());
    await page.draw();
  },
});

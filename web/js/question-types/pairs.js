import { h } from '../core/dom.js';
import { plainText, richInline } from '../core/rich-text.js';
import { partList, partOutcome } from './parts-review.js';
import { reviewPair } from './review.js';

/** Types whose response gives each of some elements one of others: prompts their options, items their categories. */

/**
 * @typedef {import('./contract.js').Response} Response
 * @typedef {{id: string, text: any}} Element
 */

/** @param {Response} value @param {string} field @param {string} id @returns {string} */
export const partnerOf = (value, field, id) => value?.[field]?.[id] ?? '';

/** @param {Response} value @param {string} field */
export const hasPartners = (value, field) => Object.values(value?.[field] ?? {}).some(Boolean);

/**
 * Each element with what it was given, how that went, and what belongs there.
 * @param {HTMLElement} host
 * @param {import('./contract.js').ReviewContext} context
 * @param {{field: string, elements: Element[], partners: Element[]}} pairs
 */
export function reviewPartners(host, context, { field, elements, partners }) {
  const { response, key } = context;
  /** @param {Response} value @param {string} id */
  const partner = (value, id) => {
    const found = partners.find((each) => each.id === partnerOf(value, field, id));
    return found && richInline(found.text);
  };
  /** @param {Response} value @param {boolean} marked */
  const draw = (value, marked) =>
    partList(
      elements.map(({ id, text }) => ({
        name: [h('strong', null, richInline(text)), h('span', { class: 'muted' }, ' → ')],
        answer: partner(value, id) ?? '____',
        outcome: marked ? partOutcome(context, id, Boolean(partnerOf(value, field, id))) : null,
        key: marked && key && partner(key, id),
      })),
    );
  const answered = hasPartners(response, field);
  // Where something was answered, the right ones stand beside each pair; otherwise they have the second place to themselves.
  reviewPair(host, answered ? { ...context, key: null } : context, (value) => draw(value, value === response), answered);
}

/**
 * @param {Response} value
 * @param {{field: string, elements: Element[], partners: Element[]}} pairs
 */
export const partnersToText = (value, { field, elements, partners }) =>
  elements
    .filter(({ id }) => partnerOf(value, field, id))
    .map(({ id, text }) => `${plainText(text)} → ${plainText(partners.find((each) => each.id === partnerOf(value, field, id))?.text)}`)
    .join('; ');

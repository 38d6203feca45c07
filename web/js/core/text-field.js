/** A field of several elements (core/code-editor.js): it has a caret as one, and what it is made of isn't counted. */
export const FIELD = '[data-field]';

/** Whether keys go into a text here. @param {Element | null} element */
export function isTextField(element) {
  if (element?.closest(FIELD)) return true;
  if (element instanceof HTMLTextAreaElement) return true;
  if (element instanceof HTMLInputElement) return ['text', 'search', 'number', 'email', 'tel', 'url', 'password'].includes(element.type);
  return element instanceof HTMLElement && element.isContentEditable;
}

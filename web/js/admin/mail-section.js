import { sendTestMail, setMailRelay } from '../api/settings.js';
import { dayAndTime } from '../core/dates.js';
import { h, icon } from '../core/dom.js';
import { clearFieldErrors, showFieldErrors } from '../core/field-errors.js';
import { field, selectBox, tick } from '../core/fields.js';
import { toast } from '../core/toast.js';
import { plural } from '../core/words.js';
import { addressProblems, portFor, relayBody, relayFields, relayProblems } from './settings.logic.js';
import { SettingsSection } from './settings-section.js';

/** @typedef {import('../api/settings.js').MailRelay} MailRelay */

/** @param {string} name @param {import('../core/dom.js').Props} [props] */
const input = (name, props) => h('input', { class: 'input', name, spellcheck: 'false', autocapitalize: 'none', ...props });

/** The school's mail relay, and a test mail that tells at once whether it works. */
export class MailSection {
  #relay;

  /** @param {MailRelay} relay @param {string} own  a mail address to suggest for the test, or '' */
  constructor(relay, own) {
    this.#relay = relay;
    this.port = input('port', { class: 'input input--s', inputmode: 'numeric' });
    this.stored = h('span', null);
    this.forget = tick('Forget the stored password', { name: 'forget' });
    this.state = h('div', { class: 'stack stack--s' });
    this.to = input('to', { type: 'email', value: own });
    this.testButton = h('button', { class: 'button', type: 'submit' }, icon('send'), h('span', null, 'Send a test mail'));
    this.result = h('div', { role: 'status' });
    this.testForm = this.#testForm();
    this.section = new SettingsSection({
      id: 'mail',
      title: 'Mail',
      lead: 'Staff are told when their password was changed, or when somebody typed too many wrong ones. Nobody else gets mail, and no pupil is ever named in one.',
      body: this.#fields(),
      below: this.testForm,
      check: relayProblems,
      save: (values) => this.#save(relayBody(values, this.#relay.version)),
    });
    this.element = this.section.element;
    this.#show(relay);
  }

  #fields() {
    /** @type {[string, string][]} */
    const kinds = [
      ['starttls', 'STARTTLS (usual at port 587)'],
      ['tls', 'TLS from the start (usual at port 465)'],
      ['none', 'None (only a relay in the building, without a password)'],
    ];
    const security = selectBox(kinds, { name: 'security', onchange: (/** @type {Event} */ event) => (this.port.value = portFor(this.port.value, /** @type {HTMLSelectElement} */ (event.target).value)) });
    return [
      tick('Send mail to staff', { name: 'enabled' }),
      h(
        'div',
        { class: 'cols-2' },
        field('Mail relay', input('host', { inputmode: 'url' }), { hint: 'The name of the school’s mail server.' }),
        field('Encryption', security, { hint: 'As whoever looks after the relay says.' }),
        field('Port', this.port, { hint: 'It goes with the encryption.' }),
        field('Sender', input('sender', { type: 'email' }), { hint: 'The address that mail comes from.' }),
        field('User name', input('username'), { hint: 'Empty if the relay asks for none.' }),
        field('Password', input('password', { type: 'password', autocomplete: 'new-password' }), { hint: this.stored }),
      ),
      this.forget,
    ];
  }

  #testForm() {
    const form = h('form', { class: 'stack stack--s', novalidate: true }, this.state, field('Send a test mail to', this.to, { hint: 'Tells within seconds whether the relay takes it.' }), h('div', null, this.testButton), this.result);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#test();
    });
    return form;
  }

  /** @param {MailRelay} relay */
  #show(relay) {
    this.#relay = relay;
    this.stored.textContent = relay.has_password ? 'One is stored. Empty keeps it.' : 'Never shown again once saved.';
    this.forget.hidden = !relay.has_password;
    this.section.show(relayFields(relay));
    const { last_sent_at: sent, last_problem: problem, waiting } = relay;
    const lines = [sent && `The last mail went out ${dayAndTime(sent)}.`, waiting && `${plural(waiting, 'mail')} waiting to be sent.`].filter(Boolean).join(' ');
    this.state.replaceChildren();
    if (problem) this.state.append(h('div', { class: 'banner banner--warn' }, icon('warn'), h('p', { class: 'banner__text' }, h('span', { class: 'strong' }, 'The last mail that failed: '), problem)));
    if (lines) this.state.append(h('p', { class: 'muted' }, lines));
  }

  /** @param {Parameters<typeof setMailRelay>[0]} body */
  async #save(body) {
    const before = this.#relay;
    this.#show(await setMailRelay(body));
    this.result.replaceChildren();
    // A password that was replaced can't be brought back: nobody but the server has it, and it keeps the new one.
    const undo = before.version && body.password === undefined ? () => this.#undo(before) : undefined;
    toast('Mail settings are saved.', { undo });
  }

  /** @param {MailRelay} before */
  async #undo({ enabled, host, port, security, sender, username }) {
    this.#show(await setMailRelay({ version: this.#relay.version, enabled, host, port, security, sender, username }));
    toast('Mail settings are as they were.');
  }

  async #test() {
    if (this.testButton.getAttribute('aria-disabled') === 'true') return;
    clearFieldErrors(this.element);
    this.result.replaceChildren();
    const problems = addressProblems('to', this.to.value);
    if (this.section.isChanged) problems.push({ place: 'to', message: 'Save the changes first: the test uses what is saved' });
    if (problems.length) return showFieldErrors(this.testForm, { errors: problems.slice(-1) });
    this.#busy(true);
    try {
      const { to } = await sendTestMail(this.to.value.trim());
      this.result.replaceChildren(h('div', { class: 'banner banner--ok' }, icon('check-circle'), h('p', { class: 'banner__text' }, `The relay has taken the mail to ${to}. Look whether it arrives.`)));
    } catch (error) {
      if (/** @type {{status?: number}} */ (error).status === 401) throw error;
      const { detail } = /** @type {{detail?: string}} */ (error);
      showFieldErrors(this.element, error);
      this.result.replaceChildren(h('div', { class: 'banner banner--bad' }, icon('x-circle'), h('p', { class: 'banner__text' }, `The test mail wasn’t sent. ${detail ?? ''}`)));
    } finally {
      this.#busy(false);
    }
  }

  /** @param {boolean} busy */
  #busy(busy) {
    this.testButton.setAttribute('aria-disabled', String(busy));
    /** @type {HTMLElement} */ (this.testButton.lastElementChild).textContent = busy ? 'Sending …' : 'Send a test mail';
  }
}

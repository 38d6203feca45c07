import { changeSchoolSettings, getMailRelay, getPythonRunner, getSchoolSettings } from '../../api/settings.js';
import { setTimeZone } from '../../core/dates.js';
import { h, need } from '../../core/dom.js';
import { field, selectBox } from '../../core/fields.js';
import { startPage } from '../../core/page.js';
import { mountRail } from '../../core/shell.js';
import { toast } from '../../core/toast.js';
import { MailSection } from '../../admin/mail-section.js';
import { runnerSection } from '../../admin/runner-section.js';
import { fieldsOf, former, schoolChanges, schoolProblems, zoneChoices } from '../../admin/settings.logic.js';
import { SettingsSection } from '../../admin/settings-section.js';
import { feedbackChoices } from '../../teacher/assignment.logic.js';

/**
 * @typedef {import('../../api/accounts.js').Me} Me
 * @typedef {import('../../api/settings.js').SchoolSettings} SchoolSettings
 */

/** @param {string} name @param {number} max */
const number = (name, max) => h('input', { class: 'input input--s', name, inputmode: 'numeric', maxlength: String(max).length });

/** @param {SchoolSettings} settings */
function parts({ time_zone, machine }) {
  const zones = zoneChoices(Intl.supportedValuesOf('timeZone'), time_zone);
  return [
    {
      id: 'school',
      title: 'School',
      lead: 'The name stands on every page and card. Times are shown in the school’s time zone; what is set already keeps its moment.',
      body: h('div', { class: 'cols-2' }, field('Name', h('input', { class: 'input', name: 'name', maxlength: 120 })), field('Time zone', selectBox(zones, { name: 'time_zone' }))),
    },
    {
      id: 'assessments',
      title: 'Assessments',
      lead: 'How a new one begins when a teacher sets it for a class. Teachers can choose otherwise each time.',
      body: [
        field('Pupils see how they did', selectBox(feedbackChoices(machine.immediate_feedback), { name: 'feedback' }, 'select--wide')),
        h('div', { class: 'cols-2' }, field('Attempts', number('attempts_allowed', 10), { hint: 'From 1 to 10.' }), field('Time limit in minutes', number('time_limit_s', 1440), { hint: 'Leave it empty for no limit.' })),
      ],
    },
    {
      id: 'limits',
      title: 'Limits',
      lead: 'They keep one account from slowing everybody down. Whoever reaches one is told when to try again; saving answers is never limited.',
      body: h(
        'div',
        { class: 'cols-2' },
        field('“Make drafts” an hour, for each teacher', number('generation_runs_per_hour', 10_000), { hint: `Leave it empty for ${machine.generation_runs_per_hour}, as on this machine.` }),
        field('Attempts started an hour, for each pupil', number('attempt_starts_per_hour', 10_000), { hint: `Leave it empty for ${machine.attempt_starts_per_hour}, as on this machine.` }),
      ),
    },
  ];
}

/** @param {SchoolSettings} first @param {Me} me */
function schoolSections(first, me) {
  let settings = first;
  /** @param {SettingsSection} section */
  const fill = (section) => {
    const values = fieldsOf(settings);
    section.show(Object.fromEntries(Object.entries(values).filter(([name]) => section.form.elements.namedItem(name))));
  };
  /** @param {SettingsSection} section @param {{[field: string]: unknown}} changes */
  const send = async (section, changes) => {
    settings = await changeSchoolSettings({ version: settings.version, ...changes });
    fill(section);
    setTimeZone(settings.time_zone);
    Object.assign(me.school, { name: settings.name, time_zone: settings.time_zone });
    mountRail(need(document, 'header', HTMLElement), me);
  };
  return parts(first).map((part) => {
    const section = new SettingsSection({
      ...part,
      check: schoolProblems,
      async save(values) {
        const changes = schoolChanges(settings, values);
        if (!Object.keys(changes).length) return toast('There is nothing new to save.');
        const before = former(settings, changes);
        await send(section, changes);
        toast(`${part.title}: saved.`, {
          async undo() {
            await send(section, before);
            toast(`${part.title}: as it was.`);
          },
        });
      },
    });
    fill(section);
    return section;
  });
}

void startPage({
  area: 'admin',
  title: 'Settings',
  async mount({ me, main }) {
    const [settings, relay, runner] = await Promise.all([getSchoolSettings(), getMailRelay(), getPythonRunner()]);
    const sections = schoolSections(settings, me);
    const mail = new MailSection(relay, '');
    addEventListener('beforeunload', (event) => {
      if ([...sections, mail.section].some((section) => section.isChanged)) event.preventDefault();
    });
    const head = h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'Settings'), h('p', null, 'What the school decides for itself. Each part is saved on its own.')));
    main.replaceChildren(head, h('div', { class: 'stack stack--l measure' }, sections.map(({ element }) => element), mail.element, runnerSection(runner)));
  },
});

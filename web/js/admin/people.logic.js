import { nameProblems } from '../teacher/class.logic.js';

/**
 * @typedef {import('../api/people.js').Person} Person
 * @typedef {'pupil' | 'teacher' | 'admin'} Role
 * @typedef {'active' | 'locked' | 'disabled' | 'all'} Status
 * @typedef {{role: Role, q: string, classId: string, status: Status}} Filters
 */

/** @type {{role: Role, many: string, one: string}[]} */
export const ROLES = [
  { role: 'pupil', many: 'Pupils', one: 'Pupil' },
  { role: 'teacher', many: 'Teachers', one: 'Teacher' },
  { role: 'admin', many: 'Administrators', one: 'Administrator' },
];

/** @type {[value: Status, label: string][]} */
export const STATUSES = [
  ['active', 'In use'],
  ['locked', 'Locked out'],
  ['disabled', 'Switched off'],
  ['all', 'All accounts'],
];

/** @param {string} value @returns {value is Role} */
function isRole(value) {
  return ROLES.some(({ role }) => role === value);
}

/** What the address asks for; whatever it can't ask for is left out. @param {URLSearchParams} params @returns {Filters} */
export function filtersOf(params) {
  const role = params.get('role') ?? '';
  const status = STATUSES.find(([value]) => value === params.get('status'))?.[0] ?? 'active';
  return { role: isRole(role) ? role : 'pupil', q: params.get('q') ?? '', classId: params.get('class') ?? '', status };
}

/** The address that shows the same list again. @param {Filters} filters */
export function addressOf({ role, q, classId, status }) {
  const params = new URLSearchParams();
  if (role !== 'pupil') params.set('role', role);
  if (q.trim()) params.set('q', q.trim());
  if (classId) params.set('class', classId);
  if (status !== 'active') params.set('status', status);
  const text = params.toString();
  return text ? `/admin/people?${text}` : '/admin/people';
}

/** What the server is asked. @param {Filters} filters @param {string} [after] */
export function queryOf({ role, q, classId, status }, after) {
  return { role, q: q.trim(), class_id: classId, status: status === 'all' ? '' : status, after };
}

/** Whether anything but the role narrows the list. @param {Filters} filters */
export function isNarrowed({ q, classId, status }) {
  return Boolean(q.trim() || classId || status !== 'active');
}

/** @param {Pick<Person, 'disabled' | 'locked' | 'has_password' | 'last_sign_in_at'>} person @returns {{icon: string, label: string, tone: string}} */
export function statusOf({ disabled, locked, has_password: has, last_sign_in_at: last }) {
  if (disabled) return { icon: 'archive', label: 'Switched off', tone: 'line' };
  if (locked) return { icon: 'lock', label: 'Locked out', tone: 'warn' };
  if (!has) return { icon: 'key', label: 'No password yet', tone: 'warn' };
  return last ? { icon: 'check', label: 'Ready', tone: 'ok' } : { icon: 'key', label: 'New', tone: 'primary' };
}

/** How people are found in lists: "Osei, Amara" would be right for a register, but here first names lead. @param {Person} person */
export function nameOf({ role, title, given_name: given, family_name: family }) {
  return role !== 'pupil' && title ? `${title} ${given} ${family}` : `${given} ${family}`;
}

/**
 * What can be seen to be wrong with a person before it is sent.
 * @param {{role: string, given_name: string, family_name: string, login_name: string}} values
 * @returns {{place: string, message: string}[]}
 */
export function personProblems(values) {
  const found = nameProblems(values);
  const { role, login_name: login } = values;
  if (role !== 'pupil' && (login.length < 3 || /\s/.test(login))) {
    found.push({ place: 'login_name', message: 'Type a name to sign in with: 3 characters or more, no spaces' });
  }
  return found;
}

/**
 * What POST /api/people takes: pupils have no title and no sign-in name, administrators no classes.
 * @param {{role: string, title: string, given_name: string, family_name: string, login_name: string, class_ids: string[]}} values
 */
export function personBody({ role, title, given_name, family_name, login_name, class_ids }) {
  const names = { role, given_name, family_name };
  if (role === 'pupil') return { ...names, class_ids };
  return role === 'teacher' ? { ...names, title, login_name, class_ids } : { ...names, title, login_name };
}

/**
 * Only what is different, as PATCH takes it.
 * @param {Person} person
 * @param {{title: string, given_name: string, family_name: string, login_name: string}} values
 */
export function personChanges(person, values) {
  /** @type {{[field: string]: string}} */
  const changes = {};
  for (const name of /** @type {const} */ (['given_name', 'family_name'])) if (values[name] !== person[name]) changes[name] = values[name];
  if (person.role === 'pupil') return changes;
  if (values.title !== (person.title ?? '')) changes.title = values.title;
  if (values.login_name !== person.login_name) changes.login_name = values.login_name;
  return changes;
}

/**
 * "Showing 50 of 842", "12 people", "1 person".
 * @param {number} shown
 * @param {number} total
 */
export function countWords(shown, total) {
  if (shown < total) return `Showing ${shown} of ${total}`;
  return total === 1 ? '1 person' : `${total} people`;
}

/** @param {{name: string}} values @returns {{place: string, message: string}[]} */
export function classProblems({ name }) {
  return name ? [] : [{ place: 'name', message: 'Type a name, such as 8B' }];
}

/**
 * Only what is different, as PATCH takes it.
 * @param {import('../api/classes.js').ClassRow} row
 * @param {{name: string, year_group: number, teacher_ids: string[]}} values
 */
export function classChanges(row, { name, year_group, teacher_ids }) {
  /** @type {{name?: string, year_group?: number, teacher_ids?: string[]}} */
  const changes = {};
  const teachers = new Set(row.teachers.map(({ id }) => id));
  if (name !== row.name) changes.name = name;
  if (year_group !== row.year_group) changes.year_group = year_group;
  if (teachers.size !== teacher_ids.length || teacher_ids.some((id) => !teachers.has(id))) changes.teacher_ids = teacher_ids;
  return changes;
}

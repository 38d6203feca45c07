/** @typedef {import('../api/accounts.js').Me} Me */

const HOMES = { pupil: '/pupil/dashboard', teacher: '/teacher/dashboard', admin: '/admin/people' };

/** Where somebody starts. @param {Pick<Me, 'role'>} me */
export function homeOf(me) {
  return HOMES[me.role];
}

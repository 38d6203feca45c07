import { getCurriculum } from '../../api/curriculum.js';
import { listQuestionTypes } from '../../api/questions.js';
import { getDashboard } from '../../api/results.js';
import { startPage } from '../../core/page.js';
import { Bank } from '../../teacher/bank.js';

/** How many drafts wait; a pleasant thing to know, so the page doesn't wait for it. @param {Bank} bank */
async function showDrafts(bank) {
  try {
    const { needs } = await getDashboard();
    const waiting = needs.find(({ kind }) => kind === 'review_drafts');
    if (waiting?.count) bank.showDrafts(waiting.count);
  } catch {
    // Admins have no such list, and a busy server may leave it out.
  }
}

void startPage({
  area: 'teacher',
  title: 'Question bank',
  async mount({ me, main }) {
    const [{ items: types }, { units }] = await Promise.all([listQuestionTypes(), getCurriculum()]);
    const bank = new Bank(main, { types, units });
    await bank.load();
    if (me.permissions.includes('results.view')) void showDrafts(bank);
  },
});

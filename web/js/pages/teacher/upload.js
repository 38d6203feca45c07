import { getCurriculum } from '../../api/curriculum.js';
import { listMakers } from '../../api/generation.js';
import { startPage } from '../../core/page.js';
import { UploadDesk } from '../../teacher/upload-desk.js';

void startPage({
  area: 'teacher',
  title: 'Lesson files',
  async mount({ main, params }) {
    const [{ items: makers }, { units }] = await Promise.all([listMakers(), getCurriculum()]);
    await new UploadDesk(main, { makers, units, chosen: params.get('document') ?? '' }).load();
  },
});

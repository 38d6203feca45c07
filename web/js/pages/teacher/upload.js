import { getCurriculum } from '../../api/curriculum.js';
import { getAccepted } from '../../api/documents.js';
import { listMakers } from '../../api/generation.js';
import { startPage } from '../../core/page.js';
import { UploadDesk } from '../../teacher/upload-desk.js';

void startPage({
  area: 'teacher',
  title: 'Lesson files',
  async mount({ main, params }) {
    const [{ items: makers }, { units }, accepted] = await Promise.all([listMakers(), getCurriculum(), getAccepted()]);
    await new UploadDesk(main, { makers, units, accepted, chosen: params.get('document') ?? '', objectives: params.getAll('objective') }).load();
  },
});

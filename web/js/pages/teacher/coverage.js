import { getCurriculum } from '../../api/curriculum.js';
import { startPage } from '../../core/page.js';
import { CoverageMap } from '../../teacher/coverage-map.js';

void startPage({
  area: 'teacher',
  title: 'Coverage',
  async mount({ main, params }) {
    const { units } = await getCurriculum();
    const asked = params.get('unit');
    await new CoverageMap(main, units).show(asked ?? units[0]?.id ?? '');
  },
});

import { feature } from '@/app/feature';
import { api, type Page } from '@/lib/api';
import type { CodeRow } from './model';

export default feature({
  routes: [
    { path: 'codes', component: () => import('./CodesListPage.vue'), meta: { title: '渠道活码', permission: 'channel.read' } },
    { path: 'codes/new', component: () => import('./CodeEditorPage.vue'), meta: { title: '创建活码', permission: 'channel.write' } },
    { path: 'codes/:id(\\d+)', component: () => import('./CodePage.vue'), meta: { title: '渠道活码', permission: 'channel.read' } },
    { path: 'codes/:id(\\d+)/edit', component: () => import('./CodeEditorPage.vue'), meta: { title: '编辑活码', permission: 'channel.write' } },
  ],
  menu: [{ group: 'traffic', title: '渠道活码', to: '/codes', order: 10, permission: 'channel.read' }],
  search: [
    {
      title: '活码',
      permission: 'channel.read',
      find: async (words) => {
        const found = await api.get<Page<CodeRow>>('/api/admin/codes', { query: { size: 100 } });
        return found.items
          .filter((code) => code.name.includes(words))
          .slice(0, 6)
          .map((code) => ({ title: code.name, to: `/codes/${code.id}` }));
      },
    },
  ],
});

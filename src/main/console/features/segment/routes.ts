import { feature } from '@/app/feature';
import { api, type Page } from '@/lib/api';

export default feature({
  routes: [
    { path: 'segments', component: () => import('./SegmentsListPage.vue'), meta: { title: '人群', permission: 'segment.read' } },
    { path: 'segments/new', component: () => import('./SegmentEditorPage.vue'), meta: { title: '创建人群', permission: 'segment.write' } },
    { path: 'segments/:id(\\d+)', component: () => import('./SegmentPage.vue'), meta: { title: '人群', permission: 'segment.read' } },
    { path: 'segments/:id(\\d+)/edit', component: () => import('./SegmentEditorPage.vue'), meta: { title: '改人群', permission: 'segment.write' } },
  ],
  menu: [{ group: 'customers', title: '人群', to: '/segments', order: 30, permission: 'segment.read' }],
  search: [
    {
      title: '人群',
      permission: 'segment.read',
      find: async (words) => {
        const { items } = await api.get<Page<{ id: number; name: string }>>('/api/admin/segments', { query: { q: words, size: 50 } });
        return items.filter((one) => one.name.includes(words)).map((one) => ({ title: one.name, to: `/segments/${one.id}` }));
      },
    },
  ],
});

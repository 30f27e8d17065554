import { feature } from '@/app/feature';
import { api, type Slice } from '@/lib/api';
import type { SessionRow } from './model';

export default feature({
  routes: [
    { path: 'live-sessions', component: () => import('./SessionsListPage.vue'), meta: { title: '直播场次', permission: 'channel.read' } },
    { path: 'live-sessions/new', component: () => import('./SessionEditorPage.vue'), meta: { title: '创建直播场次', permission: 'channel.write' } },
    { path: 'live-sessions/:id(\\d+)', component: () => import('./SessionPage.vue'), meta: { title: '直播场次', permission: 'channel.read' } },
    { path: 'live-sessions/:id(\\d+)/edit', component: () => import('./SessionEditorPage.vue'), meta: { title: '编辑直播场次', permission: 'channel.write' } },
  ],
  menu: [{ group: 'traffic', title: '直播场次', to: '/live-sessions', order: 11, permission: 'channel.read' }],
  search: [
    {
      title: '直播场次',
      permission: 'channel.read',
      find: async (words) => {
        const found = await api.get<Slice<SessionRow>>('/api/admin/live-sessions', { query: { q: words, size: 6 } });
        return found.items.map((session) => ({ title: session.name, to: `/live-sessions/${session.id}` }));
      },
    },
  ],
});

import { feature } from '@/app/feature';
import { api, type Slice } from '@/lib/api';
import type { GroupRow } from './model';

export default feature({
  routes: [
    { path: 'groups', component: () => import('./GroupsListPage.vue'), meta: { title: '客户群', permission: 'customer.read' } },
    { path: 'groups/:id(\\d+)', component: () => import('./GroupPage.vue'), meta: { title: '客户群', permission: 'customer.read' } },
  ],
  menu: [{ group: 'customers', title: '客户群', to: '/groups', order: 20, permission: 'customer.read' }],
  search: [
    {
      title: '客户群',
      permission: 'customer.read',
      find: async (words) => {
        const found = await api.get<Slice<GroupRow>>('/api/admin/groups', { query: { q: words, size: 6 } });
        return found.items.map((row) => ({ title: row.name, about: row.ownerName, to: `/groups/${row.id}` }));
      },
    },
  ],
});

import { feature } from '@/app/feature';
import { api, type Slice } from '@/lib/api';
import type { CustomerRow } from './model';

export default feature({
  routes: [
    { path: 'customers', component: () => import('./CustomersListPage.vue'), meta: { title: '客户', permission: 'customer.read' } },
    { path: 'customers/:id(\\d+)', component: () => import('./CustomerPage.vue'), meta: { title: '客户', permission: 'customer.read' } },
  ],
  menu: [{ group: 'customers', title: '全部客户', to: '/customers', order: 10, permission: 'customer.read' }],
  search: [
    {
      title: '客户',
      permission: 'customer.read',
      find: async (words) => {
        const found = await api.get<Slice<CustomerRow>>('/api/admin/customers', { query: { q: words, size: 6 } });
        return found.items.map((row) => ({ title: row.name, about: row.ownerStaffName ?? undefined, to: `/customers/${row.id}` }));
      },
    },
  ],
});

import { feature } from '@/app/feature';
import { api, type Slice } from '@/lib/api';
import { sayMoney } from '@/lib/money';
import type { OrderRow } from './model';

export default feature({
  routes: [
    { path: 'orders', component: () => import('./OrdersListPage.vue'), meta: { title: '订单', permission: 'order.read' } },
    { path: 'orders/:id(\\d+)', component: () => import('./OrderPage.vue'), meta: { title: '订单', permission: 'order.read' } },
  ],
  menu: [{ group: 'mall', title: '订单', to: '/orders', order: 20, permission: 'order.read' }],
  search: [
    {
      title: '订单',
      permission: 'order.read',
      find: async (words) => {
        // Orders are found by their whole number only.
        if (!/^\d{10,}$/.test(words)) return [];
        const found = await api.get<Slice<OrderRow>>('/api/admin/orders', { query: { q: words, size: 6 } });
        return found.items.map((order) => ({
          title: order.number,
          about: [order.customerName, order.summary, sayMoney(order.payableFen)].filter(Boolean).join(' · '),
          to: `/orders/${order.id}`,
        }));
      },
    },
  ],
});

import { feature } from '@/app/feature';
import { api, type Page } from '@/lib/api';
import type { Product } from './model';

export default feature({
  routes: [
    { path: 'products', component: () => import('./ProductsListPage.vue'), meta: { title: '商品', permission: 'catalog.read' } },
    { path: 'products/new', component: () => import('./ProductEditorPage.vue'), meta: { title: '发布商品', permission: 'catalog.write' } },
    { path: 'products/:id(\\d+)', component: () => import('./ProductPage.vue'), meta: { title: '商品', permission: 'catalog.read' } },
    { path: 'products/:id(\\d+)/edit', component: () => import('./ProductEditorPage.vue'), meta: { title: '编辑商品', permission: 'catalog.write' } },
  ],
  menu: [{ group: 'mall', title: '商品', to: '/products', order: 10, permission: 'catalog.read' }],
  search: [
    {
      title: '商品',
      permission: 'catalog.read',
      find: async (words) => {
        const found = await api.get<Page<Product>>('/api/admin/products', { query: { q: words, size: 6 } });
        return found.items.map((product) => ({ title: product.title, about: product.category, to: `/products/${product.id}` }));
      },
    },
  ],
});

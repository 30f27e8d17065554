import { feature } from '@/app/feature';
import { api, type Page } from '@/lib/api';
import type { CodeRow } from './model';

export default feature({
  routes: [
    { path: 'codes', component: () => import('./CodesListPage.vue'), meta: { title: '渠道活码', permission: 'channel.read' } },
    { path: 'codes/new', component: () => import('./CodeEditorPage.vue'), meta: { title: '创建活码', permission: 'channel.write' } },
    { path: 'codes/:id(\\d+)', component: () => import('./CodePage.vue'), meta: { title: '渠道活码', permission: 'channel.read' } },
    { path: 'codes/:id(\\d+)/edit', component: () => import('./CodeEditorPage.vue'), meta: { title: '编辑活码', permission: 'channel.write' } },
    { path: 'codes/:id(\\d+)/decisions', component: () => import('./LedgerPage.vue'), meta: { title: '分配记录', permission: 'channel.read' } },
    { path: 'codes/:id(\\d+)/trial', component: () => import('./TrialPage.vue'), meta: { title: '试算与重放', permission: 'channel.read' } },
    { path: 'channel-figures', component: () => import('./figures/FiguresPage.vue'), meta: { title: '渠道数据', permission: 'channel.read' } },
    { path: 'channel-costs', component: () => import('./figures/CostsPage.vue'), meta: { title: '渠道成本', permission: 'channel.read' } },
    { path: 'reception', component: () => import('./ReceptionPage.vue'), meta: { title: '导购接待', permission: 'channel.read' } },
    { path: 'code-templates', component: () => import('./template/TemplatesListPage.vue'), meta: { title: '活码模板', permission: 'channel.read' } },
    { path: 'code-templates/new', component: () => import('./template/TemplateEditorPage.vue'), meta: { title: '创建活码模板', permission: 'channel.write' } },
    { path: 'code-templates/:id(\\d+)', component: () => import('./template/TemplatePage.vue'), meta: { title: '活码模板', permission: 'channel.read' } },
    { path: 'code-templates/:id(\\d+)/edit', component: () => import('./template/TemplateEditorPage.vue'), meta: { title: '编辑活码模板', permission: 'channel.write' } },
    { path: 'posters', component: () => import('./poster/PostersListPage.vue'), meta: { title: '海报', permission: 'channel.read' } },
    { path: 'posters/new', component: () => import('./poster/PosterDesignerPage.vue'), meta: { title: '设计海报', permission: 'channel.write' } },
    { path: 'posters/:id(\\d+)', redirect: (to) => `/posters/${String(to.params.id)}/edit` },
    { path: 'posters/:id(\\d+)/edit', component: () => import('./poster/PosterDesignerPage.vue'), meta: { title: '编辑海报', permission: 'channel.write' } },
    { path: 'card-batches', component: () => import('./card/BatchesListPage.vue'), meta: { title: '包裹卡', permission: 'channel.read' } },
    { path: 'card-batches/new', component: () => import('./card/BatchEditorPage.vue'), meta: { title: '新建一批卡', permission: 'channel.write' } },
    { path: 'card-batches/:id(\\d+)', component: () => import('./card/BatchPage.vue'), meta: { title: '包裹卡', permission: 'channel.read' } },
    { path: 'card-batches/:id(\\d+)/edit', component: () => import('./card/BatchEditorPage.vue'), meta: { title: '编辑一批卡', permission: 'channel.write' } },
    { path: 'welcomes', component: () => import('./WelcomesPage.vue'), meta: { title: '欢迎语', permission: 'channel.read' } },
    { path: 'short-links', component: () => import('./ShortLinksPage.vue'), meta: { title: '短链接', permission: 'channel.read' } },
    { path: 'growth-domains', component: () => import('./GrowthDomainsPage.vue'), meta: { title: '引流域名', permission: 'channel.read' } },
  ],
  menu: [
    { group: 'traffic', title: '渠道活码', to: '/codes', order: 10, permission: 'channel.read' },
    { group: 'traffic', title: '活码模板', to: '/code-templates', order: 11, permission: 'channel.read' },
    { group: 'traffic', title: '海报', to: '/posters', order: 12, permission: 'channel.read' },
    { group: 'traffic', title: '包裹卡', to: '/card-batches', order: 13, permission: 'channel.read' },
    { group: 'traffic', title: '短链接', to: '/short-links', order: 16, permission: 'channel.read' },
    { group: 'traffic', title: '欢迎语', to: '/welcomes', order: 17, permission: 'channel.read' },
    { group: 'traffic', title: '渠道数据', to: '/channel-figures', order: 20, permission: 'channel.read' },
    { group: 'traffic', title: '渠道成本', to: '/channel-costs', order: 21, permission: 'channel.read' },
    { group: 'traffic', title: '导购接待', to: '/reception', order: 30, permission: 'channel.read' },
    { group: 'traffic', title: '引流域名', to: '/growth-domains', order: 70, permission: 'channel.read' },
  ],
  search: [
    {
      title: '活码',
      permission: 'channel.read',
      find: async (words) => {
        const found = await api.get<Page<CodeRow>>('/api/admin/codes', { query: { q: words, size: 6 } });
        return found.items.map((code) => ({ title: code.name, to: `/codes/${code.id}` }));
      },
    },
  ],
});

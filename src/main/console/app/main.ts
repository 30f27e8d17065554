import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import 'element-plus/es/components/base/style/css';
import './theme.css';
import { Problem } from '@/lib/api';
import { i18n } from '@/lib/text';
import { knowTime } from '@/lib/time';
import App from './App.vue';
import { router } from './router';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      // What the server refused stays refused; only a lost connection or a failing server is worth another try.
      retry: (failures, problem) => failures < 2 && !(problem instanceof Problem && problem.status > 0 && problem.status < 500),
    },
  },
});

await knowTime().catch((problem: unknown) => console.warn(problem));
createApp(App).use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(router).mount('#app');

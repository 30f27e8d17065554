import { createApp } from 'vue';
import 'element-plus/es/components/base/style/css';
import '@/app/theme.css';
import { i18n } from '@/lib/text';
import { knowTime } from '@/lib/time';
import App from './App.vue';

await knowTime().catch((problem: unknown) => console.warn(problem));
createApp(App).use(i18n).mount('#app');

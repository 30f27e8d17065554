import { createApp } from 'vue';
import 'element-plus/es/components/base/style/css';
import '@/app/theme.css';
import { i18n } from '@/lib/text';
import App from './App.vue';

createApp(App).use(i18n).mount('#app');

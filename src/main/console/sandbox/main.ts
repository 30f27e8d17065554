import { createApp } from 'vue';
import '@/app/theme.css';
import App from './App.vue';

createApp(App).mount('#app');

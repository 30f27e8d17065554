import { onUnmounted, ref } from 'vue';
import { serverNow, wallOf } from '@/lib/time';

/** What the brand's wall shows now, looked at twice a minute. */
export function useWall() {
  const look = () => wallOf(serverNow().toISOString());
  const wall = ref(look());
  const clock = setInterval(() => (wall.value = look()), 30_000);
  onUnmounted(() => clearInterval(clock));
  return wall;
}

import { api } from '@/lib/api';
import type { Layout } from './model';

/** The address of a picture of the poster as the server prints it; to be revoked by whoever shows it. */
export async function drawn(layout: Layout, codeId: number | null): Promise<string> {
  return URL.createObjectURL(await api.post<Blob>('/api/admin/posters/preview', { layout, codeId: codeId ?? undefined }));
}

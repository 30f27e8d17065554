/** Something that needs somebody: in words, since when, and where it is dealt with. */
export type Alert = {
  id: number;
  kind: string;
  nature: 'TODO' | 'FAULT';
  title: string;
  about: string;
  link?: string | null;
  since: string;
  resolvedAt?: string | null;
};

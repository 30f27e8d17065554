/** What the picture of a code leads to. */
export type Mode = 'LANDING' | 'DIRECT' | 'ACQUISITION_LINK';
export const modes: Mode[] = ['LANDING', 'DIRECT', 'ACQUISITION_LINK'];

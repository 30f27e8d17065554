import type { Schema } from '@/lib/schema';

export type Day = Schema<'BoardDay'>;

export type Alert = Schema<'AlertItem'>;

export type Board = Schema<'BoardBoard'>;

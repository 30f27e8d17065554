import type { Schema } from '@/lib/schema';

export type Sku = Schema<'ProductViewsSkuView'>;
export type Product = Schema<'ProductViewsProductView'>;
export type Move = Schema<'StockMove'>;
export type SkuForm = { id?: number; spec: string; code: string; priceFen: number | null; stock: number };
export type ProductForm = {
  title: string;
  subtitle: string;
  imageUrl: string;
  description: string;
  category: string;
  status: 'ON' | 'OFF';
  skus: SkuForm[];
};

export type Sku = { id: number; spec: string; code: string; priceFen: number; onHand: number; reserved: number; available: number };
export type Product = {
  id: number;
  title: string;
  subtitle?: string;
  imageUrl?: string;
  description?: string;
  category: string;
  status: 'ON' | 'OFF';
  archived: boolean;
  createdAt: string;
  skus: Sku[];
};
export type Move = { id: number; kind: string; onHandDelta: number; reservedDelta: number; reason?: string; at: string };
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

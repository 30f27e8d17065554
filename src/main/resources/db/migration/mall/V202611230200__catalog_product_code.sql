-- The brand's own number of a product, by which a file names it; products made in the console need none.
alter table catalog_product add column code text;
create unique index catalog_product_code on catalog_product (code);

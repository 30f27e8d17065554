-- Where a store is, as the maps of China tell it: GCJ-02, which is what one copies from any of them.
alter table staff_store add column address text;
alter table staff_store add column latitude double precision check (latitude between -90 and 90);
alter table staff_store add column longitude double precision check (longitude between -180 and 180);
alter table staff_store add constraint staff_store_place check ((latitude is null) = (longitude is null));

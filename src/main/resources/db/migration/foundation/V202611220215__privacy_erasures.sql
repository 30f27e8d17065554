-- Whose data is to be erased, and which modules have done their part: written before the first one begins, so that it is finished
-- whatever happens in between.
create table privacy_erasure (
    customer_id bigint primary key,
    requested_at timestamptz not null,
    requested_by text not null,
    done text[] not null default '{}',
    finished_at timestamptz
);
create index privacy_erasure_open on privacy_erasure (requested_at) where finished_at is null;

-- Store codes: one printed code that leads to the live code of the nearest store.
create table channel_store_code (
    id               bigint generated always as identity primary key,
    code             text        not null unique,
    name             text        not null,
    -- Whose codes of stores it leads to.
    template_id      bigint references channel_template (id),
    -- Farther stores are not offered; absent: however far.
    max_km           integer check (max_km between 1 and 5000),
    fallback_code_id bigint references channel_code (id),
    fallback_text    text,
    created_at       timestamptz not null,
    archived_at      timestamptz,
    printed_at       timestamptz,
    printed_what     text
);

-- Codes chosen by hand for single stores; they come before the template's.
create table channel_store_code_choice (
    store_code_id bigint not null references channel_store_code (id),
    store_id      bigint not null,
    code_id       bigint not null references channel_code (id),
    primary key (store_code_id, store_id)
);

-- Which store somebody went on to, and how far it was: nothing of where they were, nothing of who they are.
create table channel_store_scan (
    id            bigint generated always as identity primary key,
    store_code_id bigint      not null references channel_store_code (id),
    store_id      bigint      not null,
    km            integer check (km between 0 and 20040),
    at            timestamptz not null
);
create index channel_store_scan_code on channel_store_scan (store_code_id, store_id);

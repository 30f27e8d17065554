-- A value derived from the newest master key, by which a node without that key notices before it seals anything with another.
create table crypto_master_key (
    only_row boolean primary key default true check (only_row),
    check_value bytea not null
);

-- Credentials of the platforms as set in the console, by the name of the setting each stands for.
create table crypto_platform_secret (
    name text not null primary key,
    sealed bytea not null,
    set_at timestamptz not null
);

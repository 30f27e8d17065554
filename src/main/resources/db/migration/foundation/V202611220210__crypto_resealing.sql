-- How far each column of cipher texts is on its way to the newest master key. A pass that changed nothing was the last one.
create table crypto_resealing (
    table_name text not null,
    column_name text not null,
    key_id integer not null,
    last_id bigint not null,
    changed_in_pass bigint not null,
    changed bigint not null,
    unreadable bigint not null,
    done boolean not null,
    primary key (table_name, column_name)
);

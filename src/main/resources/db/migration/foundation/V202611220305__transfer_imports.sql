-- A file that came in: first held against the rules without changing anything, then taken over once.
create table transfer_import (
    id bigint generated always as identity primary key,
    target text not null,
    file_name text not null,
    sha256 bytea not null,
    sheet_id bigint not null references transfer_sheet (id) on delete cascade,
    errors_id bigint references transfer_sheet (id) on delete set null,
    user_id bigint not null,
    state text not null default 'CHECKING' check (state in ('CHECKING', 'CHECKED', 'APPLYING', 'APPLIED')),
    accepted bigint not null default 0,
    refused bigint not null default 0,
    created_at timestamptz not null
);
-- The same file is taken over once.
create unique index transfer_import_once on transfer_import (target, sha256) where state in ('APPLYING', 'APPLIED');
create index transfer_import_sheet on transfer_import (sheet_id);
create index transfer_import_errors on transfer_import (errors_id);

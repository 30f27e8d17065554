-- What browser a scan came with, and what its address said besides the code. A trace: written a moment later, many at once, for figures only.
create table channel_visit (
    scan_id bigint primary key references channel_scan (id),
    code_id bigint not null references channel_code (id),
    at timestamptz not null,
    client text not null,
    agent text,
    -- As advertisements add them: utm_source, gdt_vid; null where there were none.
    parameters jsonb
);
create index channel_visit_code on channel_visit (code_id, at);
create index channel_visit_at on channel_visit using brin (at);

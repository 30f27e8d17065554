-- Access tokens and JS-SDK tickets of WeChat Work, shared by all nodes. A node that wants a new one first takes the lease, so that one
-- of them asks the platform while the others wait for the answer.
create table wecom_token (
    owner text not null,
    kind text not null,
    value bytea,
    version bigint not null default 0,
    expires_at timestamptz not null default '-infinity',
    lease_holder text,
    lease_until timestamptz,
    primary key (owner, kind)
);

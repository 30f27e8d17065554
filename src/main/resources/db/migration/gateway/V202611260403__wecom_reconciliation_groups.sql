-- After the guides' friends the groups are compared: all that the platform lists, or owner by owner where there are too many owners, and
-- then one after the other.
alter table wecom_reconciliation add column group_stage text not null default 'LISTING'
    check (group_stage in ('LISTING', 'BY_OWNERS', 'COMPARING'));
alter table wecom_reconciliation add column group_page text;
-- Why they could not be compared.
alter table wecom_reconciliation add column group_problem text;

create table wecom_reconciliation_group (
    reconciliation_id bigint not null references wecom_reconciliation on delete cascade,
    chat_id           text   not null,
    compared          boolean not null default false,
    primary key (reconciliation_id, chat_id)
);
create index wecom_reconciliation_group_open on wecom_reconciliation_group (reconciliation_id, chat_id) where not compared;

alter table wecom_reconciliation_finding drop constraint wecom_reconciliation_finding_kind_check;
alter table wecom_reconciliation_finding add constraint wecom_reconciliation_finding_kind_check
    check (kind in ('ADDED', 'DELETED', 'TAGS', 'GROUP_CREATED', 'GROUP_CHANGED', 'GROUP_DISSOLVED'));
alter table wecom_reconciliation_finding alter column external_user_id drop not null;
alter table wecom_reconciliation_finding add column chat_id text;
alter table wecom_reconciliation_finding add constraint wecom_reconciliation_finding_about
    check ((chat_id is null) <> (external_user_id is null));
create unique index wecom_reconciliation_finding_group on wecom_reconciliation_finding (reconciliation_id, kind, chat_id)
    where chat_id is not null;

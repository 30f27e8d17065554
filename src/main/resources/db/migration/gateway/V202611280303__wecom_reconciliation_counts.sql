-- The first taking in of a brand finds a million friendships: they are counted as they are found, not whenever somebody looks.
alter table wecom_reconciliation
    add column added bigint not null default 0,
    add column deleted bigint not null default 0,
    add column tags bigint not null default 0,
    add column groups_missed bigint not null default 0;
update wecom_reconciliation run
set added = found.added, deleted = found.deleted, tags = found.tags, groups_missed = found.groups
from (select reconciliation_id, count(*) filter (where kind = 'ADDED') as added, count(*) filter (where kind = 'DELETED') as deleted,
             count(*) filter (where kind = 'TAGS') as tags, count(*) filter (where chat_id is not null) as groups
      from wecom_reconciliation_finding group by reconciliation_id) as found
where found.reconciliation_id = run.id;

-- Whether a callback was one of these.
create index wecom_reconciliation_finding_callback on wecom_reconciliation_finding (inbox_id);

-- The one thing that the rows are for, where the target has several; the same file is taken over once for each.
alter table transfer_import add column about text not null default '';
drop index transfer_import_once;
create unique index transfer_import_once on transfer_import (target, about, sha256) where state in ('APPLYING', 'APPLIED');

-- Roles that are there already get what a new installation gives them; the administrator's are read from the code.
update staff_role set permissions = permissions || array['job.read', 'transfer.export', 'transfer.import']
where built_in and code = 'operator' and not permissions @> array['job.read'];
update staff_role set permissions = permissions || array['job.read']
where built_in and code = 'store-manager' and not permissions @> array['job.read'];

-- 离职预告: from then on they take nothing out, until they have left or it is withdrawn.
alter table staff_member add column leaves_on date;
alter table staff_member add column notice_at timestamptz;

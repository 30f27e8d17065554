-- A stored picture of an employee, for posters and pages that customers see.
alter table staff_member add column portrait text;

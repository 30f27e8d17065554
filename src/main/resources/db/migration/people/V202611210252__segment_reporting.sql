-- What insight may read of segments.
create view report_segment as
select id as segment_id from segment_segment where state <> 'ARCHIVED';

-- Who came by a code is read from the timeline from now on. Plans have taken in what is there already.
insert into stream_cursor (follower, epoch, xid, last_id)
select 'sop.code', epoch, xid, last_id from stream_cursor where follower = 'segment.activity';
delete from event_publication
where event_type in ('io.siyu.reach.channel.CustomerAcquired', 'io.siyu.people.relation.FollowStarted');

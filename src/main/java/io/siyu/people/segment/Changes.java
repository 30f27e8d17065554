package io.siyu.people.segment;

import io.siyu.foundation.stream.StreamCursors;
import io.siyu.foundation.stream.StreamFollower;
import io.siyu.foundation.stream.StreamSource;
import io.siyu.people.customer.CustomerChange;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.tag.TagChange;
import io.siyu.people.tag.Tags;
import io.siyu.people.timeline.RecordedActivity;
import io.siyu.people.timeline.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Follows what happens to people and has those it touched held against the rules it concerns. */
@Configuration(proxyBeanMethods = false)
class Changes {

    private static final String TAGS = "segment.tag";
    private static final String ACTIVITIES = "segment.activity";
    private static final String CUSTOMERS = "segment.customer";

    /** Selects, as {@code customer_id}, whom a follower will hold against the rules in a moment: something happened to them. */
    static final String COMING = """
            with untaken as materialized (
                select customer_id from (%s) tagged
                union all select customer_id from (%s) active
                union all select customer_id from (%s) changed)
            select customer_id from untaken
            union all select r.to_id from timeline_redirect r join untaken on untaken.customer_id = r.from_id""".formatted(
                    StreamCursors.untaken(TAGS, Tags.STREAM),
                    StreamCursors.untaken(ACTIVITIES, Timeline.STREAM),
                    StreamCursors.untaken(CUSTOMERS, CustomerDirectory.STREAM));

    /** One stream, told as: this person, this key of {@link RuleFacts}. */
    private record Follower<T>(String name, StreamSource<T> source, Told<T> told, JdbcClient jdbc, Membership members)
            implements StreamFollower<T> {

        @Override
        public void apply(List<T> batch) {
            Map<Long, Set<String>> changed = new HashMap<>();
            for (T one : batch) {
                String key = told.key(one);
                if (key != null) {
                    changed.computeIfAbsent(told.customer(one), id -> new HashSet<>())
                            .add(key);
                }
            }
            if (!changed.isEmpty()) {
                members.changed(withSurvivors(changed));
            }
        }

        /** What was written for somebody who was merged away since concerns the survivor. */
        private Map<Long, Set<String>> withSurvivors(Map<Long, Set<String>> changed) {
            Map<Long, Set<String>> all = new HashMap<>(changed);
            jdbc.sql("select from_id, to_id from timeline_redirect where from_id = any(:ids::bigint[])")
                    .param(
                            "ids",
                            changed.keySet().stream().mapToLong(Long::longValue).toArray())
                    .query(row -> {
                        Set<String> keys = changed.getOrDefault(row.getLong("from_id"), Set.of());
                        all.computeIfAbsent(row.getLong("to_id"), id -> new HashSet<>())
                                .addAll(keys);
                    });
            return all;
        }
    }

    private interface Told<T> {

        long customer(T one);

        /** Absent when no rule can depend on it. */
        @Nullable
        String key(T one);
    }

    @Bean
    StreamFollower<TagChange> segmentsFollowTags(JdbcClient jdbc, Membership members) {
        return new Follower<>(
                TAGS,
                Tags.STREAM,
                new Told<>() {
                    @Override
                    public long customer(TagChange one) {
                        return one.customer().value();
                    }

                    @Override
                    public String key(TagChange one) {
                        return RuleFacts.tag(one.tagId());
                    }
                },
                jdbc,
                members);
    }

    @Bean
    StreamFollower<RecordedActivity> segmentsFollowActivities(JdbcClient jdbc, Membership members) {
        return new Follower<>(
                ACTIVITIES,
                Timeline.STREAM,
                new Told<>() {
                    @Override
                    public long customer(RecordedActivity one) {
                        return one.customer().value();
                    }

                    @Override
                    public String key(RecordedActivity one) {
                        return RuleFacts.activity(one.type());
                    }
                },
                jdbc,
                members);
    }

    @Bean
    StreamFollower<CustomerChange> segmentsFollowCustomers(JdbcClient jdbc, Membership members) {
        return new Follower<>(
                CUSTOMERS,
                CustomerDirectory.STREAM,
                new Told<>() {
                    @Override
                    public long customer(CustomerChange one) {
                        return one.customer().value();
                    }

                    @Override
                    public @Nullable String key(CustomerChange one) {
                        return switch (one.kind()) {
                            case CREATED, MERGED, ABSORBED -> RuleFacts.PERSON;
                            case OWNER -> RuleFacts.OWNER;
                            case CONSENT -> RuleFacts.CONSENT;
                            case IDENTITY, PROFILE -> null;
                        };
                    }
                },
                jdbc,
                members);
    }
}

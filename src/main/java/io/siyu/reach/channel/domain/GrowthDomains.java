package io.siyu.reach.channel.domain;

import io.siyu.reach.outreach.PublicUrl;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The domains growth pages are opened under. With none set, they are opened where everything else is. */
@Component
public class GrowthDomains {

    /** Display data: what a link looks like and which hosts are known may be this old. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final Duration LEASE = Duration.ofMinutes(2);

    /** A single miss may be anybody's; the third in a row is the domain's. */
    static final int MISSES = 3;

    private final JdbcClient jdbc;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    GrowthDomains(JdbcClient jdbc, PublicUrl publicUrl, Clock clock) {
        this.jdbc = jdbc;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    private record Known(List<Domain> domains, Instant at) {}

    /**
     * One domain.
     *
     * @param healthy absent until it was looked at
     * @param failure what the last look found instead of this application: a status, or the kind of the failure
     */
    record Domain(
            long id,
            String baseUrl,
            boolean active,
            Instant createdAt,
            @Nullable Instant lookedAt,
            @Nullable Boolean healthy,
            int misses,
            @Nullable String failure) {

        String host() {
            return URI.create(baseUrl).getHost();
        }

        boolean down() {
            return misses >= MISSES;
        }
    }

    /** @param path begins with a slash */
    public String of(String path) {
        return recent().stream()
                .filter(Domain::active)
                .findFirst()
                .map(domain -> domain.baseUrl() + path)
                .orElseGet(() -> publicUrl.of(path));
    }

    /** The same, where somebody is who asked for this host: there if it is one of ours, whose cookies no other has. */
    public String of(String path, String host) {
        return recent().stream()
                .filter(domain -> domain.host().equalsIgnoreCase(host))
                .findFirst()
                .map(domain -> domain.baseUrl() + path)
                .orElseGet(() ->
                        host.equalsIgnoreCase(URI.create(publicUrl.of("/")).getHost()) ? publicUrl.of(path) : of(path));
    }

    /** Hosts under which only growth pages may be opened. */
    Set<String> hosts() {
        List<Domain> domains = recent();
        if (domains.isEmpty()) {
            return Set.of();
        }
        String own = URI.create(publicUrl.of("/")).getHost();
        return domains.stream()
                .map(Domain::host)
                .filter(host -> !host.equals(own))
                .collect(Collectors.toSet());
    }

    private List<Domain> recent() {
        Known remembered = known;
        Instant now = clock.instant();
        if (Duration.between(remembered.at(), now).abs().compareTo(REMEMBERED) >= 0) {
            remembered = new Known(all(), now);
            known = remembered;
        }
        return remembered.domains();
    }

    List<Domain> all() {
        return jdbc.sql("select * from channel_domain order by position, id")
                .query(GrowthDomains::domain)
                .list();
    }

    Optional<Domain> find(long id) {
        return jdbc.sql("select * from channel_domain where id = :id")
                .param("id", id)
                .query(GrowthDomains::domain)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when it is there already */
    long add(String baseUrl) {
        long id = jdbc.sql("""
                insert into channel_domain (base_url, position, created_at, next_look_at)
                values (:url, (select coalesce(max(position), 0) + 1 from channel_domain), :now, :now) returning id""")
                .param("url", baseUrl)
                .param("now", at(clock.instant()))
                .query(Long.class)
                .single();
        forget();
        return id;
    }

    void remove(long id) {
        jdbc.sql("delete from channel_domain where id = :id").param("id", id).update();
        forget();
    }

    /** In the caller's transaction; whoever comes second at the same moment waits for the first. */
    void activate(long id) {
        jdbc.sql("select id from channel_domain order by id for update")
                .query(Long.class)
                .list();
        jdbc.sql("update channel_domain set active = false where active and id <> :id")
                .param("id", id)
                .update();
        jdbc.sql("update channel_domain set active = true where id = :id")
                .param("id", id)
                .update();
        forget();
    }

    void deactivateAll() {
        jdbc.sql("update channel_domain set active = false where active").update();
        forget();
    }

    /** The next that is to be looked at, ours for a while. */
    Optional<Domain> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                update channel_domain set next_look_at = :lease
                where id = (select id from channel_domain where next_look_at <= :now order by next_look_at limit 1
                            for update skip locked) returning *""")
                .param("lease", at(now.plus(LEASE)))
                .param("now", at(now))
                .query(GrowthDomains::domain)
                .optional();
    }

    /** @param failure absent when this application answered */
    Domain looked(long id, @Nullable String failure, Duration again) {
        Instant now = clock.instant();
        return jdbc.sql("""
                update channel_domain set looked_at = :now, next_look_at = :next, failure = :failure,
                    healthy = :failure::text is null, misses = case when :failure::text is null then 0 else misses + 1 end
                where id = :id returning *""")
                .param("now", at(now))
                .param("next", at(now.plus(again)))
                .param("failure", failure)
                .param("id", id)
                .query(GrowthDomains::domain)
                .single();
    }

    private void forget() {
        known = new Known(List.of(), Instant.MIN);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Domain domain(ResultSet row, int number) throws SQLException {
        Timestamp looked = row.getTimestamp("looked_at");
        return new Domain(
                row.getLong("id"),
                row.getString("base_url"),
                row.getBoolean("active"),
                row.getTimestamp("created_at").toInstant(),
                looked == null ? null : looked.toInstant(),
                row.getObject("healthy", Boolean.class),
                row.getInt("misses"),
                row.getString("failure"));
    }
}

package io.siyu.reach.channel.landing;

import io.siyu.reach.channel.link.ScanTokens;
import io.siyu.shared.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ready contact way that a scan was lent, so that the add which comes back with its state names the scan. */
@Component
public class Leases {

    /** How long a scan keeps its guide's place and its contact way. */
    public static final Duration LENGTH = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ScanTokens tokens;

    Leases(JdbcClient jdbc, ScanTokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    /**
     * Where an add came from.
     *
     * @param scanId absent when the contact way was a common one, or its lease was taken by an earlier add
     * @param link by an acquisition link
     */
    public record Origin(
            long stateId,
            long codeId,
            @Nullable Long scanId,
            @Nullable String visitor,
            @Nullable Instant scannedAt,
            boolean late,
            boolean link) {}

    /** Guides of the code who have a contact way to show now. */
    public Set<StaffId> reachable(long codeId, Instant now) {
        return jdbc
                .sql("""
                select distinct staff_id from channel_state
                where code_id = :code and status = 'READY' and kind in ('COMMON', 'LEASED')
                  and (kind = 'COMMON' or leased_until is null or leased_until <= :now)""")
                .param("code", codeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list()
                .stream()
                .map(StaffId::new)
                .collect(Collectors.toSet());
    }

    /** A contact way that is lent to everybody at once. */
    record Shared(long codeId, String qrUrl) {}

    /** One of the guide's, of whichever code. */
    Optional<Shared> commonOf(StaffId staff) {
        return jdbc.sql("""
                select code_id, qr_url from channel_state
                where staff_id = :staff and kind = 'COMMON' and status = 'READY' order by id limit 1""")
                .param("staff", staff.value())
                .query((row, number) -> new Shared(row.getLong("code_id"), row.getString("qr_url")))
                .optional();
    }

    /** The same person looks again: their lease begins anew. */
    public void renew(long stateId, long scanId, Instant now) {
        jdbc.sql("update channel_state set leased_until = :until where id = :id and leased_by = :scan")
                .param("id", stateId)
                .param("scan", scanId)
                .param("until", now.plus(LENGTH).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Which code an add with this state is from, without touching the lease. */
    public Optional<Long> codeOf(String state) {
        return tokens.scanOf(state).flatMap(this::codeOfScan).or(() -> codeOfWay(state));
    }

    private Optional<Long> codeOfScan(long scan) {
        return jdbc.sql("select code_id from channel_scan where id = :scan")
                .param("scan", scan)
                .query(Long.class)
                .optional();
    }

    private Optional<Long> codeOfWay(String state) {
        return jdbc.sql("""
                select case when s.kind = 'LEASED' then coalesce(
                    (select c.code_id from channel_scan c where c.state_id = s.id order by c.id desc limit 1), s.code_id)
                    else s.code_id end
                from channel_state s where s.state = :state""").param("state", state).query(Long.class).optional();
    }

    /**
     * Ends exactly the lease of this state, for the add that happened then. Each lease is consumed by one add; a common contact way has
     * none, and is not locked: adds by it come at the same time.
     */
    public Optional<Origin> consume(String state, Instant addedAt) {
        Optional<Long> scanned = tokens.scanOf(state);
        return scanned.isPresent() ? byToken(scanned.get(), addedAt) : byWay(state, addedAt);
    }

    /** The first add by a link is the scan's; who got it passed on came by the code, and nobody knows by which scan. */
    private Optional<Origin> byToken(long scan, Instant addedAt) {
        return jdbc.sql("""
                update channel_scan set added_at = :at where id = :scan and added_at is null and state_id is not null
                returning state_id, code_id, id as scan_id, visitor, at, reserved_until""")
                .param("scan", scan)
                .param("at", addedAt.atOffset(ZoneOffset.UTC))
                .query((row, number) -> origin(row, addedAt, true))
                .optional()
                .or(() -> jdbc.sql(
                                "select state_id, code_id from channel_scan where id = :scan and state_id is not null")
                        .param("scan", scan)
                        .query((row, number) -> new Origin(
                                row.getLong("state_id"), row.getLong("code_id"), null, null, null, false, true))
                        .optional());
    }

    private Optional<Origin> byWay(String state, Instant addedAt) {
        Optional<Long> leasedBy =
                jdbc.sql("""
                with lease as (
                    select id, leased_by from channel_state where state = :state and leased_by is not null for update)
                update channel_state s set leased_by = null, leased_until = null from lease where s.id = lease.id
                returning lease.leased_by""").param("state", state).query(Long.class).optional();
        Optional<Origin> known = leasedBy.flatMap(scan -> jdbc.sql("""
                update channel_scan c set added_at = :at from channel_state s
                where c.id = :scan and c.added_at is null and s.state = :state
                returning s.id as state_id, c.code_id, c.id as scan_id, c.visitor, c.at, c.reserved_until""")
                .param("scan", scan)
                .param("state", state)
                .param("at", addedAt.atOffset(ZoneOffset.UTC))
                .query((row, number) -> origin(row, addedAt, false))
                .optional());
        return known.or(() -> unknownScan(state));
    }

    private Optional<Origin> unknownScan(String state) {
        return jdbc.sql("select id, code_id from channel_state where state = :state")
                .param("state", state)
                .query((row, number) ->
                        new Origin(row.getLong("id"), row.getLong("code_id"), null, null, null, false, false))
                .optional();
    }

    private static Origin origin(ResultSet row, Instant addedAt, boolean link) throws SQLException {
        Timestamp reservedUntil = row.getTimestamp("reserved_until");
        return new Origin(
                row.getLong("state_id"),
                row.getLong("code_id"),
                row.getLong("scan_id"),
                row.getString("visitor"),
                row.getTimestamp("at").toInstant(),
                reservedUntil == null || reservedUntil.toInstant().isBefore(addedAt),
                link);
    }
}

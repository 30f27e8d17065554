package io.siyu.people.staff;

import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The address of an employee's own leads. It is sent to them and shown nowhere, and dies with time, with their notice and when they leave. */
@Component
public class LeadsAddress {

    private static final int TOKEN_LENGTH = 32;
    private static final Duration LIFE = Duration.ofDays(30);
    /** Whoever is written to later than that before the end gets a new one. */
    private static final Duration REST = Duration.ofDays(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    LeadsAddress(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param live otherwise it opens nothing any more, and its owner may be told the new one */
    public record Owner(StaffMember member, boolean live) {}

    /** Whose address this is, of those who work here. */
    public Optional<Owner> ownerOf(String token) {
        return jdbc.sql("select id, leads_until > :now as live from staff_member where leads_token = :token and active")
                .param("now", utc(clock.instant()))
                .param("token", token)
                .query((row, number) -> new Found(new StaffId(row.getLong("id")), row.getBoolean("live")))
                .optional()
                .flatMap(found -> member(found.staff()).map(member -> new Owner(member, found.live())));
    }

    private record Found(StaffId staff, boolean live) {}

    private Optional<StaffMember> member(StaffId staff) {
        return jdbc.sql(StaffDirectory.SELECT + "where id = :id")
                .param("id", staff.value())
                .query(StaffDirectory::member)
                .optional();
    }

    /** A path for this employee's eyes only; absent when they left. */
    @Transactional
    public Optional<String> of(StaffId staff) {
        Instant now = clock.instant();
        jdbc.sql("""
                update staff_member set leads_token = :token, leads_until = :until
                where id = :id and active and (leads_token is null or leads_until < :soon)""")
                .param("token", RandomCode.letters(TOKEN_LENGTH))
                .param("until", utc(now.plus(LIFE)))
                .param("soon", utc(now.plus(REST)))
                .param("id", staff.value())
                .update();
        return jdbc.sql("select leads_token from staff_member where id = :id and active")
                .param("id", staff.value())
                .query(String.class)
                .optional()
                .map(token -> "/staff/leads/" + token);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

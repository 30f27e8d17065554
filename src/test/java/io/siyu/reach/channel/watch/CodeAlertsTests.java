package io.siyu.reach.channel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.people.staff.StaffSetup;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes that need somebody's look. */
@SandboxTest
class CodeAlertsTests {

    @Autowired
    List<AlertSource> sources;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffSetup setup;

    @Autowired
    MovableClock clock;

    @Test
    void a_code_that_nobody_has_scanned_for_a_week_is_told_of_until_somebody_does() {
        long before = silent();
        long code = code(clock.instant().minus(Duration.ofDays(8)));
        code(clock.instant().minus(Duration.ofDays(6)));
        assertThat(silent()).isEqualTo(before + 1);
        jdbc.sql("insert into channel_scan (code_id, visitor, at) values (:code, 'v', :at)")
                .param("code", code)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        assertThat(silent()).isEqualTo(before);
    }

    @Test
    void a_code_whose_guides_all_had_what_they_may_is_told_of() {
        long code = code(clock.instant());
        StaffId first = guide(code);
        StaffId second = guide(code);
        adds(code, first, 2);
        assertThat(capped(code)).isEmpty();
        adds(code, second, 2);
        assertThat(capped(code)).hasSize(1);
        clock.advance(Duration.ofDays(1));
        assertThat(capped(code)).isEmpty();
    }

    private long code(Instant made) {
        return jdbc.sql("""
                insert into channel_code (code, name, daily_cap, tag_ids, welcome_text, skip_verify, created_at)
                values (:code, '门口立牌', 2, '{}', '', true, :at) returning id""")
                .param("code", RandomCode.letters(12))
                .param("at", made.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private StaffId guide(long code) {
        StaffId staff = setup.createStaff("c-" + RandomCode.letters(10), "导购", null);
        jdbc.sql("""
                insert into channel_code_guide (code_id, staff_id, weight, backup, position)
                values (:code, :staff, 1, false, 0)""").param("code", code).param("staff", staff.value()).update();
        return staff;
    }

    private void adds(long code, StaffId staff, int number) {
        jdbc.sql("insert into channel_day (code_id, staff_id, day, adds) values (:code, :staff, :day, :adds)")
                .param("code", code)
                .param("staff", staff.value())
                .param("day", clock.instant().atZone(MovableClock.ZONE).toLocalDate())
                .param("adds", number)
                .update();
    }

    /** How many, as the alert's first word says. */
    private long silent() {
        return standing("channel.silent").stream()
                .mapToLong(alert -> Long.parseLong(alert.arguments().getFirst()))
                .sum();
    }

    private List<Alert> capped(long code) {
        return standing("channel.capped").stream()
                .filter(alert -> alert.subject().equals(Long.toString(code)))
                .toList();
    }

    private List<Alert> standing(String kind) {
        return sources.stream()
                .filter(source -> source.kind().equals(kind))
                .flatMap(source -> source.standing().stream())
                .toList();
    }
}

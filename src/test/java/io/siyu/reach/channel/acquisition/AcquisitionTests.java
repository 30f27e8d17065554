package io.siyu.reach.channel.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.reach.channel.allocation.Count;
import io.siyu.reach.channel.code.CodeFigures;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.shared.CustomerId;
import io.siyu.shared.StaffId;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
@Import(MovableClock.class)
class AcquisitionTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    AcquisitionStep step;

    @Autowired
    FriendshipEndStep end;

    @Autowired
    Acquisitions acquisitions;

    @Autowired
    CodeFigures figures;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    LiveCodeFixtures fixtures;
    AddFixtures people;
    StaffId guide = new StaffId(1);
    Codes.Created code = new Codes.Created(0, "");

    @BeforeEach
    void prepare() {
        fixtures = new LiveCodeFixtures(context);
        people = new AddFixtures(context);
        guide = fixtures.guides(1).getFirst();
        code = fixtures.code(List.of(guide), 2, Set.of());
    }

    @Test
    void an_add_told_twenty_times_is_one_acquisition_of_exactly_its_scan() {
        String visitor = scanned();
        String other = scanned();
        String external = person();
        clock.advance(Duration.ofSeconds(42));
        for (int told = 0; told < 20; told++) {
            run(step, callback("add_external_contact", external, fixtures.stateOf(visitor)));
        }
        assertThat(today().adds()).isEqualTo(1);
        assertThat(today().lateAdds()).isZero();
        assertThat(acquisition(external, "seconds_from_scan")).isEqualTo("42");
        assertThat(jdbc.sql("select visitor from channel_scan where added_at is not null and code_id = :code")
                        .param("code", code.id())
                        .query(String.class)
                        .list())
                .containsExactly(visitor)
                .doesNotContain(other);
        assertThat(reserved()).isEqualTo(1);
    }

    @Test
    void an_add_after_its_lease_counts_as_late_overrun() {
        String visitor = scanned();
        clock.advance(Duration.ofMinutes(11));
        String external = person();
        run(step, callback("add_external_contact", external, fixtures.stateOf(visitor)));
        assertThat(today().adds()).isEqualTo(1);
        assertThat(today().lateAdds()).isEqualTo(1);
        assertThat(acquisition(external, "late")).isEqualTo("true");
    }

    @Test
    void whoever_adds_after_their_way_was_lent_again_takes_the_next_ones_scan_and_nothing_is_counted_twice() {
        code = fixtures.code(List.of(guide), null, Set.of());
        String first = scanned();
        String lent = fixtures.stateOf(first);
        clock.advance(Duration.ofMinutes(11));
        String next = IntStream.range(0, 5)
                .mapToObj(i -> scanned())
                .filter(visitor -> fixtures.stateOf(visitor).equals(lent))
                .findFirst()
                .orElseThrow();
        String late = person();
        String prompt = person();
        run(step, callback("add_external_contact", late, lent));
        run(step, callback("add_external_contact", prompt, lent));
        run(step, callback("add_external_contact", late, lent));
        assertThat(today().adds()).isEqualTo(2);
        assertThat(acquisition(late, "scan_id")).isEqualTo(Long.toString(fixtures.scanOf(next)));
        assertThat(acquisition(prompt, "scan_id"))
                .as("unknown rather than a second time")
                .isNull();
    }

    @Test
    void a_second_friend_by_the_same_picture_counts_for_the_code_without_a_scan() {
        String visitor = scanned();
        String state = fixtures.stateOf(visitor);
        String first = person();
        String second = person();
        run(step, callback("add_external_contact", first, state));
        run(step, callback("add_external_contact", second, state));
        assertThat(today().adds()).isEqualTo(2);
        assertThat(acquisition(first, "scan_id")).isNotNull();
        assertThat(acquisition(second, "scan_id")).isNull();
    }

    @Test
    void a_deletion_is_counted_once_for_the_code_and_coming_back_is_an_add_again() {
        String external = person();
        run(step, callback("add_external_contact", external, fixtures.stateOf(scanned())));
        clock.advance(Duration.ofMinutes(1));
        Callback deleted = callback("del_follow_user", external, "");
        run(end, deleted);
        run(end, deleted);
        assertThat(today().deletions()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        run(step, callback("add_external_contact", external, fixtures.stateOf(scanned())));
        assertThat(today().adds()).isEqualTo(2);
    }

    @Test
    void a_deletion_told_again_after_they_came_back_ends_nothing() {
        String external = person();
        run(step, callback("add_external_contact", external, fixtures.stateOf(scanned())));
        clock.advance(Duration.ofMinutes(1));
        Callback deleted = callback("del_follow_user", external, "");
        run(end, deleted);
        clock.advance(Duration.ofMinutes(1));
        run(step, callback("add_external_contact", external, fixtures.stateOf(scanned())));
        run(end, deleted);
        assertThat(today().deletions()).isEqualTo(1);
        CustomerId customer = customers.find(Identity.externalUserId(external)).orElseThrow();
        assertThat(acquisitions.counted(customer, guide)).isTrue();
    }

    @Test
    void an_add_by_a_state_that_is_not_ours_is_nobodys_acquisition() {
        String external = person();
        run(step, callback("add_external_contact", external, "somebody_elses"));
        assertThat(today().adds()).isZero();
    }

    private String scanned() {
        return people.scanned(code);
    }

    private String person() {
        return people.person();
    }

    private Callback callback(String change, String external, String state) {
        return people.callback(change, guide, external, state);
    }

    private void run(InboxStep one, Callback callback) {
        people.run(one, callback);
    }

    private CodeFigures.Figures today() {
        return figures.of(List.of(code.id()))
                .getOrDefault(
                        code.id(), new CodeFigures.TodayAndTotal(CodeFigures.Figures.NONE, CodeFigures.Figures.NONE))
                .today();
    }

    private int reserved() {
        return figures.guidesToday(context.getBean(CodeRows.class).require(code.id()))
                .getOrDefault(guide, Count.NONE)
                .reserved();
    }

    private @Nullable String acquisition(String external, String column) {
        CustomerId customer = customers.find(Identity.externalUserId(external)).orElseThrow();
        return jdbc.sql("select " + column + "::text from channel_acquisition where customer_id = :customer")
                .param("customer", customer.value())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}

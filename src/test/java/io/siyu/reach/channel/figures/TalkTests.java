package io.siyu.reach.channel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.Callback;
import io.siyu.reach.channel.link.ScanTokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who writes first (开口), where it can be seen. */
class TalkTests extends CampaignFigures {

    @Autowired
    ScanTokens tokens;

    @Test
    void the_first_word_counts_once_and_on_its_day() {
        String person = people.person();
        people.addByLink(guide, person, people.scanned(code));
        clock.advance(Duration.ofDays(1));
        people.talk(guide, person);
        clock.advance(Duration.ofDays(1));
        people.talk(guide, person);
        Map<String, Figures> days = rows.by(Dimension.DAY, settled());
        assertThat(on(days, first))
                .extracting(Figures::linkAdds, Figures::talked)
                .containsExactly(1L, 0L);
        assertThat(on(days, first.plusDays(1)).seenTalking()).isEqualTo(1);
        assertThat(on(days, today()).seenTalking()).isNull();
        assertThat(total().seenTalking()).isEqualTo(1);
    }

    @Test
    void a_word_that_is_told_before_its_add_counts_when_the_add_comes() {
        String person = people.person();
        String visitor = people.scanned(code);
        Callback late = people.callback("add_external_contact", guide, person, tokens.of(fixtures.scanOf(visitor)));
        clock.advance(Duration.ofSeconds(3));
        people.talk(guide, person);
        people.talk(guide, person);
        assertThat(total().talked()).isZero();
        people.runAdd(late);
        assertThat(total().seenTalking()).isEqualTo(1);
        people.talk(guide, person);
        assertThat(total().seenTalking()).isEqualTo(1);
    }

    @Test
    void a_word_of_an_earlier_friendship_does_not_count_for_the_next() {
        String person = people.person();
        people.talk(guide, person);
        clock.advance(Duration.ofMinutes(1));
        people.addByLink(guide, person, people.scanned(code));
        assertThat(total().seenTalking()).isZero();
        people.talk(guide, person);
        people.leave(guide, person);
        clock.advance(Duration.ofMinutes(1));
        people.addByLink(guide, person, people.scanned(code));
        people.talk(guide, person);
        assertThat(total().seenTalking()).isEqualTo(2);
    }

    @Test
    void of_who_came_by_a_contact_way_nobody_says_that_they_were_silent() {
        String person = people.person();
        people.add(guide, person, code);
        assertThat(total().seenTalking()).isNull();
        people.talk(guide, person);
        assertThat(total().seenTalking()).isNull();
    }
}

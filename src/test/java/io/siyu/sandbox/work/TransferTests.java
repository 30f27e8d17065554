package io.siyu.sandbox.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.GroupChats;
import io.siyu.gateway.wecom.Transfers;
import io.siyu.gateway.wecom.Transfers.Outcome;
import io.siyu.gateway.wecom.Transfers.Result;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.sandbox.SandboxTest;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Handing customers and groups over at WeChat Work: a day to say no, twice in ninety days, and what is answered meanwhile. */
@SandboxTest
class TransferTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Transfers transfers;

    @Autowired
    GroupChats groups;

    @Autowired
    Contacts contacts;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    SandboxPhones phones;
    String from;
    String to;
    String third;
    final List<String> friends = new ArrayList<>();
    final Map<String, Long> phoneOf = new HashMap<>();

    @BeforeEach
    void seed() {
        phones = new SandboxPhones(context);
        from = phones.member("小周");
        to = phones.member("小林");
        third = phones.member("小吴");
        List<Map<String, String>> wanted = IntStream.range(0, 3)
                .mapToObj(i -> Map.of("name", "客户" + i, "userid", from, "addedAt", "2026-01-05T02:00:00Z"))
                .toList();
        JsonNode seeded =
                phones.post("admin/seed", Map.of("friends", wanted)).expect(200).json();
        seeded.path("friends").valueStream().forEach(friend -> {
            String external = friend.path("externalUserid").asString();
            friends.add(external);
            phoneOf.put(external, friend.path("phoneId").asLong());
        });
    }

    @Test
    void a_day_after_it_was_asked_for_a_customer_moves_unless_they_refused_or_the_other_is_full() {
        phones.put("admin/members/" + to + "/limit", Map.of("mostCustomers", 1)).expect(204);
        assertThat(transfers.ask(from, to, friends, "以后由小林照顾您").values()).containsOnly(0);
        assertThat(outcomes()).containsOnly(Outcome.WAITING);
        assertThat(transfers.ask(from, third, friends, "").values()).containsOnly(40129);
        refuse(friends.getFirst());

        clock.advance(Duration.ofHours(23));
        assertThat(outcomes()).containsExactly(Outcome.REFUSED, Outcome.WAITING, Outcome.WAITING);
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        assertThat(outcomes()).containsExactly(Outcome.REFUSED, Outcome.DONE, Outcome.TAKEOVER_FULL);

        assertThat(contacts.get(friends.get(1)).orElseThrow().follows())
                .extracting(io.siyu.gateway.wecom.Follow::userId)
                .containsExactly(to);
        assertThat(told(friends.getFirst())).containsExactly("change_external_contact/transfer_fail");
        assertThat(told(friends.get(1)))
                .containsExactly(
                        "change_external_contact/del_external_contact", "change_external_contact/add_external_contact");
        assertThat(told(friends.get(2))).containsExactly("change_external_contact/transfer_fail");
    }

    @Test
    void a_customer_is_given_away_twice_in_ninety_days_and_only_by_a_friend_to_another() {
        String friend = friends.getFirst();
        assertThat(transfers.ask(from, from, List.of(friend), "")).containsEntry(friend, 40130);
        assertThat(transfers.ask(to, third, List.of(friend), "")).containsEntry(friend, 40131);
        assertThat(transfers.ask(from, to, List.of("wm-nobody"), "")).containsEntry("wm-nobody", 40096);
        moved(from, to, friend);
        moved(to, third, friend);
        assertThat(transfers.ask(third, from, List.of(friend), "")).containsEntry(friend, 40128);
        clock.advance(Duration.ofDays(91));
        assertThat(transfers.ask(third, from, List.of(friend), "")).containsEntry(friend, 0);
    }

    @Test
    void who_deletes_the_guide_meanwhile_is_gone_and_no_transfer_is_known() {
        String friend = friends.getFirst();
        transfers.ask(from, to, List.of(friend), "");
        phones.delete("phones/" + phoneOf.get(friend) + "/friends/" + from).expect(204);
        clock.advance(Duration.ofHours(25));
        assertThat(outcomes()).isEmpty();
        assertThat(contacts.get(friend)).isEmpty();
    }

    @Test
    void customers_of_somebody_who_left_wait_on_a_list_until_somebody_takes_them() {
        assertThatThrownBy(() -> transfers.askResigned(from, to, friends))
                .isInstanceOfSatisfying(
                        WeComException.class, no -> assertThat(no.code()).isEqualTo(40097));
        phones.delete("admin/members/" + from).expect(204);
        assertThat(unassigned()).containsExactlyElementsOf(friends);
        assertThatThrownBy(() -> transfers.ask(from, to, friends, "")).isInstanceOf(WeComException.class);
        assertThat(transfers.askResigned(from, to, friends).values()).containsOnly(0);
        assertThat(transfers.askResigned(from, to, friends).values()).containsOnly(40100);
        assertThat(unassigned()).isEmpty();
        clock.advance(Duration.ofHours(25));
        assertThat(transfers.results(from, to, true, null).results())
                .extracting(Result::outcome)
                .containsOnly(Outcome.DONE);
    }

    @Test
    void groups_change_their_owner_at_once_and_no_more_than_300_a_day_to_one() {
        List<String> chats = IntStream.range(0, 3).mapToObj(i -> group(from)).toList();
        assertThat(groups.list(List.of(from)))
                .extracting(GroupChats.Listed::chatId)
                .containsExactlyElementsOf(chats);
        assertThat(refused(chats.subList(0, 1), true)).containsExactly(90500);
        assertThat(groups.give(chats.subList(0, 1), to, false)).isEmpty();
        assertThat(groups.get(chats.getFirst()).orElseThrow().ownerUserId()).isEqualTo(to);

        phones.delete("admin/members/" + from).expect(204);
        assertThat(groups.list(List.of(from))).allMatch(GroupChats.Listed::ownerLeft);
        assertThat(refused(chats.subList(1, 2), false)).containsExactly(90502);
        fillTheDayOf(to, chats.get(1));
        assertThat(refused(chats.subList(1, 2), true)).containsExactly(45009);
        clock.advance(Duration.ofDays(1));
        assertThat(groups.give(chats.subList(1, 2), to, true)).isEmpty();
        assertThat(refused(chats.subList(1, 2), true)).containsExactly(90508);
        assertThat(groups.get("wr-nothing")).isEmpty();
    }

    private void moved(String giver, String taker, String friend) {
        assertThat(transfers.ask(giver, taker, List.of(friend), "")).containsEntry(friend, 0);
        clock.advance(Duration.ofHours(25));
        assertThat(transfers.results(giver, taker, false, null).results())
                .extracting(Result::outcome)
                .containsExactly(Outcome.DONE);
    }

    private List<Outcome> outcomes() {
        return transfers.results(from, to, false, null).results().stream()
                .map(Result::outcome)
                .toList();
    }

    private List<String> unassigned() {
        return transfers.unassigned(null).customers().stream()
                .filter(one -> one.userId().equals(from))
                .map(Transfers.Unassigned::externalUserId)
                .toList();
    }

    private void refuse(String friend) {
        String path = "phones/" + phoneOf.get(friend) + "/transfers";
        JsonNode offer = phones.items(path).getFirst();
        assertThat(offer.path("effectiveAt").asString())
                .isEqualTo(clock.instant().plus(24, ChronoUnit.HOURS).toString());
        phones.post(path + "/" + offer.path("id").asLong() + "/refuse", null).expect(204);
        phones.post(path + "/" + offer.path("id").asLong() + "/refuse", null)
                .expectProblem(404, "sandbox.transfer_over");
    }

    private List<Integer> refused(List<String> chats, boolean ownerLeft) {
        return groups.give(chats, to, ownerLeft).values().stream()
                .map(GroupChats.Failure::code)
                .toList();
    }

    private String group(String owner) {
        return phones.post("admin/groups", Map.of("name", "会员群", "owner", owner))
                .expect(201)
                .json()
                .path("chatId")
                .asString();
    }

    private void fillTheDayOf(String owner, String chat) {
        jdbc.sql("""
                insert into sandbox_group_transfer (chat_id, new_owner, resigned, at)
                select :chat, :owner, true, :at from generate_series(1, 299)""")
                .param("chat", chat)
                .param("owner", owner)
                .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    private List<String> told(String friend) {
        return jdbc.sql("select event from sandbox_delivery where plain like :friend order by id")
                .param("friend", "%" + friend + "%")
                .query(String.class)
                .list();
    }
}

package io.siyu.reach.channel.groupcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Race;
import io.siyu.testing.SiyuTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A printed group code shows the first group with room, whatever becomes of groups, answers and ways. */
@SiyuTest
class GroupCodeTests extends GroupCodeFixtures {

    @Test
    void visitors_fill_one_group_after_the_other_and_then_those_that_the_platform_makes() {
        String first = group("一群");
        String second = group("二群");
        phones.patch("admin/groups/" + first, Map.of("capacity", 2)).expect(204);
        JsonNode code = made(Map.of(
                "places", List.of(place(first, 2), place(second, 2)), "next", Map.of("name", "自动群", "number", 3)));
        long phone = phones.phone("甲").path("id").asLong();

        String firstWay = shownTo(code, phone);
        assertThat(join(phone, firstWay)).isEqualTo(first);
        soon(() -> assertThat(members(first)).isEqualTo(2));
        long other = phones.phone("乙").path("id").asLong();
        String secondWay = shownTo(code, other);
        assertThat(secondWay).isNotEqualTo(firstWay);
        assertThat(join(other, secondWay)).isEqualTo(second);
        soon(() -> assertThat(members(second)).isEqualTo(2));
        phones.patch("admin/groups/" + second, Map.of("capacity", 2)).expect(204);

        long third = phones.phone("丙").path("id").asLong();
        String grown = join(third, shownTo(code, third));
        assertThat(grown).isNotIn(first, second);
        soon(() -> assertThat(detail(code)
                        .path("grown")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactly("自动群3"));
        soon(() -> assertThat(detail(code).path("joined").asInt()).isEqualTo(3));

        phones.delete("phones/" + other + "/groups/" + second).expect(204);
        soon(() -> assertThat(detail(code).path("left").asInt()).isEqualTo(1));
        assertThat(detail(code).path("scans").asInt()).isEqualTo(3);
        JsonNode today = console.get(CODES + "/" + id(code) + "/days?days=1")
                .expect(200)
                .json()
                .get(0);
        assertThat(today.path("scans").asInt()).isEqualTo(3);
        assertThat(today.path("joined").asInt()).isEqualTo(3);
        assertThat(today.path("left").asInt()).isEqualTo(1);
    }

    @Test
    void five_hundred_at_once_never_see_a_picture_more_often_than_it_may_be_seen() throws Exception {
        JsonNode code = pictures(100, 100, 100);
        String publicCode = code.path("code").asString();
        var finish = Race.of(40, runner -> () -> {
            List<Long> shown = new ArrayList<>();
            for (int scan = runner; scan < 500; scan += 40) {
                scans.scan(publicCode, RandomCode.letters(26))
                        .map(GroupScans.Shown::place)
                        .ifPresent(place -> shown.add(place.id()));
            }
            return shown;
        });
        assertThat(finish.failures()).isEmpty();
        Map<Long, Long> times = finish.answers().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(place -> place, Collectors.counting()));
        assertThat(times.values()).containsExactly(100L, 100L, 100L);
        assertThat(detail(code).path("scans").asInt()).isEqualTo(500);
        assertThat(alerts()).contains("/group-codes/" + id(code));
    }

    @Test
    void a_hundred_at_once_are_promised_no_more_room_than_there_is() throws Exception {
        String small = group("还有十个位置的群");
        String next = group("下一个群");
        jdbc.sql("update relation_group set members = 190 where chat_id = ?")
                .param(small)
                .update();
        JsonNode code = made(Map.of("places", List.of(place(small, 200), place(next, 50))));
        String publicCode = code.path("code").asString();
        var finish = Race.of(
                100,
                runner -> () -> scans.scan(publicCode, RandomCode.letters(26)).orElseThrow());
        assertThat(finish.failures()).isEmpty();
        Map<String, Long> shown = finish.answers().stream()
                .map(one ->
                        one.place() == null ? "" : String.valueOf(one.place().chatId()))
                .collect(Collectors.groupingBy(chat -> chat, Collectors.counting()));
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(Map.of(small, 10L, next, 49L, "", 41L));
        assertThat(alerts()).as("promised is not full").doesNotContain("/group-codes/" + id(code));
    }

    @Test
    void who_was_promised_room_keeps_it_and_who_does_not_come_gives_it_back() {
        String chat = group("最后一个位置的群");
        jdbc.sql("update relation_group set members = 199 where chat_id = ?")
                .param(chat)
                .update();
        JsonNode code = made(Map.of("places", List.of(place(chat, 200))));
        String promised = RandomCode.letters(26);
        assertThat(placeFor(code, promised)).isPresent();
        assertThat(placeFor(code, promised)).as("looks again").isPresent();
        assertThat(placeFor(code, RandomCode.letters(26))).isEmpty();
        jdbc.sql("update channel_group_promise set until = at where place_id = ?")
                .param(placeOf(code, chat))
                .update();
        assertThat(placeFor(code, RandomCode.letters(26)))
                .as("ten minutes later")
                .isPresent();
        assertThat(placeFor(code, promised)).as("too late").isEmpty();
    }

    @Test
    void a_join_takes_the_place_of_a_promise() {
        String chat = group("两个位置的群");
        jdbc.sql("update relation_group set members = 198 where chat_id = ?")
                .param(chat)
                .update();
        JsonNode code = made(Map.of("places", List.of(place(chat, 200))));
        assertThat(placeFor(code, RandomCode.letters(26))).isPresent();
        jdbc.sql("""
                with joined as (
                    insert into relation_group_member (group_id, user_id, joined_at, external, join_scene, state)
                    select g.id, 'wm' || p.id, promise.at, true, 3, p.state from channel_group_place p
                    join relation_group g using (chat_id) join channel_group_promise promise on promise.place_id = p.id
                    where p.code_id = ? returning group_id)
                update relation_group set members = 199 from joined where id = joined.group_id""").param(id(code)).update();
        assertThat(placeFor(code, RandomCode.letters(26)))
                .as("one came, one is free")
                .isPresent();
        assertThat(placeFor(code, RandomCode.letters(26))).isEmpty();
    }

    private Optional<GroupCode.Place> placeFor(JsonNode code, String visitor) {
        return scans.scan(code.path("code").asString(), visitor).map(GroupScans.Shown::place);
    }

    @Test
    void a_robot_sees_the_picture_and_spends_nothing() {
        JsonNode code = pictures(1);
        String page = "/c/g/" + code.path("code").asString();
        for (int visit = 0; visit < 3; visit++) {
            assertThat(open(page, "Mozilla/5.0 (compatible; Previewbot/2.0)")).contains("/files/");
        }
        assertThat(detail(code).path("scans").asInt()).isZero();
        String phone = "Mozilla/5.0 (iPhone) MicroMessenger/8.0.60";
        assertThat(open(page, phone)).contains("/files/");
        assertThat(open(page, phone)).as("a second phone").doesNotContain("/files/");
    }

    private String open(String page, String agent) {
        return ConsoleClient.anonymous(context)
                .get(page, Map.of("User-Agent", agent))
                .expect(200)
                .text();
    }

    @Test
    void one_visitor_who_opens_a_picture_many_times_at_once_takes_one_place() throws Exception {
        JsonNode code = pictures(5);
        String visitor = RandomCode.letters(26);
        var finish = Race.of(
                8,
                runner ->
                        () -> scans.scan(code.path("code").asString(), visitor).orElseThrow());
        assertThat(finish.failures()).isEmpty();
        assertThat(finish.answers()).allMatch(shown -> shown.place() != null);
        assertThat(count("select shown from channel_group_place where code_id = ?", id(code)))
                .isEqualTo(1);
    }

    @Test
    void an_edit_reaches_the_platform_also_where_the_way_failed_or_is_out_of_use() {
        String chat = group("改了又改的群");
        JsonNode code = made(next(chat, 3));
        jdbc.sql("update channel_group_place set status = 'FAILED' where code_id = ? and overflow")
                .param(id(code))
                .update();
        edit(code, next(chat, 7));
        soon(() -> assertThat(nextAtThePlatform(code)).isEqualTo(7));

        console.post(CODES + "/" + id(code) + "/archive", Map.of()).expect(200);
        edit(code, next(chat, 8));
        assertThat(count("""
                        select count(*) from channel_group_place
                        where code_id = ? and overflow and status = 'RETIRED' and due_at > now() + interval '23 hours'""", id(code))).as("its farewell").isEqualTo(1);
        console.post(CODES + "/" + id(code) + "/restore", Map.of()).expect(200);
        soon(() -> assertThat(nextAtThePlatform(code)).isEqualTo(8));
    }

    private Map<String, Object> next(String chat, int number) {
        return body(Map.of("places", List.of(place(chat, 200)), "next", Map.of("name", "新群", "number", number)));
    }

    private void edit(JsonNode code, Map<String, Object> body) {
        console.put(CODES + "/" + id(code), body).expect(200);
    }

    private long nextAtThePlatform(JsonNode code) {
        return count("""
                select w.room_base_id from channel_group_place p join sandbox_join_way w using (config_id, state)
                where p.code_id = ? and p.overflow""", id(code));
    }

    @Test
    void a_way_whose_answer_was_lost_is_made_again_and_kept_once() {
        String chat = group("答复丢失的群");
        String name = "丢失" + RandomCode.letters(8);
        phones.post(
                        "admin/faults",
                        Map.of(
                                "path",
                                "POST /cgi-bin/externalcontact/groupchat/add_join_way",
                                "about",
                                name,
                                "kind",
                                "LOSE_ANSWER",
                                "times",
                                1))
                .expect(201);
        JsonNode code = made(Map.of("name", name, "places", List.of(place(chat, 200))));
        assertThat(count("select count(*) from sandbox_join_way where remark = ?", name))
                .isEqualTo(2);
        assertThat(count(
                        "select count(*) from sandbox_join_way join channel_group_place p using (config_id, state) where p.code_id = ?",
                        id(code)))
                .isEqualTo(1);
        assertThat(count("select count(distinct state) from sandbox_join_way where remark = ?", name))
                .isEqualTo(1);
    }

    @Test
    void a_way_that_somebody_deleted_is_found_and_made_anew_behind_the_same_print() {
        String chat = group("被删码的群");
        JsonNode code = made(Map.of("places", List.of(place(chat, 200))));
        long phone = phones.phone("丁").path("id").asLong();
        String before = shownTo(code, phone);
        jdbc.sql("delete from sandbox_join_way where config_id = ?")
                .param(before)
                .update();
        jdbc.sql("update channel_group_place set due_at = now() where code_id = ?")
                .param(id(code))
                .update();
        soon(() -> assertThat(shownTo(code, phone)).isNotEqualTo(before));
        assertThat(join(phone, shownTo(code, phone))).isEqualTo(chat);
    }

    @Test
    void a_dissolved_group_is_passed_over_and_what_is_full_shows_the_fallback() {
        String only = group("要解散的群");
        JsonNode code = made(Map.of("places", List.of(place(only, 200)), "fallbackText", "请联系门店"));
        long phone = phones.phone("戊").path("id").asLong();
        shownTo(code, phone);
        phones.delete("admin/groups/" + only).expect(204);
        soon(() -> assertThat(page(code, phone).path("html").asString()).contains("请联系门店"));
        assertThat(alerts()).contains("/group-codes/" + id(code));
    }

    @Test
    void what_is_printed_stays_and_what_is_wrong_is_said_at_its_field() {
        String chat = group("印出去的群");
        JsonNode code = made(Map.of("places", List.of(place(chat, 200))));
        console.post(CODES + "/" + id(code) + "/prints", Map.of("what", "门店立牌")).expect(201);
        console.post(CODES + "/" + id(code) + "/archive", Map.of()).expect(409);
        JsonNode archived = made(Map.of("places", List.of(place(chat, 200))));
        console.post(CODES + "/" + id(archived) + "/archive", Map.of()).expect(200);
        console.post(CODES + "/" + id(archived) + "/prints", Map.of("what", "门店立牌"))
                .expectProblem(409, "channel.print_archived");
        assertThat(console.post(CODES, body(Map.of("places", List.of())))
                        .expect(400)
                        .text())
                .contains("places");
        assertThat(console.post(CODES, body(Map.of("places", List.of(place("wrnone", 10)))))
                        .expect(400)
                        .text())
                .contains("没有这个客户群");
        assertThat(console.post(CODES, body(Map.of("places", List.of(place(chat, 10), place(chat, 10)))))
                        .expect(400)
                        .text())
                .contains("只能选一次");
        console.get("/api/admin/group-codes/999999999").expect(404);
    }
}

package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.journey.weather.Scene.Guide;
import io.siyu.people.relation.Groups;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.RandomCode;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What the platform tells of its tags, groups and employees comes twice, or never: what is here is what is there, by the next news at the latest. */
@SiyuTest
class LostNewsJourneyTests {

    @Autowired
    ApplicationContext context;

    private final String name = "news" + RandomCode.letters(10);
    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(context);
    }

    @Test
    void a_tag_whose_new_name_is_told_twice_has_it_once_and_never_told_gets_it_with_the_next_news() {
        JsonNode tag = tag("甲");
        soon(() -> assertThat(tagsHere()).containsExactly("甲"));
        String id = tag.path("id").asString();
        twice(id, () -> rename(id, "乙"));
        soon(() -> assertThat(tagsHere()).containsExactly("乙"));
        lost(id, () -> rename(id, "丙"));
        tag("丁");
        soon(() -> assertThat(tagsHere()).containsExactlyInAnyOrder("丙", "丁"));
    }

    @Test
    void a_group_whose_new_name_is_told_twice_is_one_and_never_told_is_read_with_the_next_news() {
        Guide guide = scene.guide();
        String chat = scene.phones
                .post("admin/groups", Map.of("name", name, "owner", guide.userId()))
                .expect(201)
                .json()
                .path("chatId")
                .asString();
        soon(() -> assertThat(groupHere(chat)).isEqualTo(name));
        twice(chat, () -> scene.phones.patch("admin/groups/" + chat, Map.of("name", name + "二")));
        soon(() -> assertThat(groupHere(chat)).isEqualTo(name + "二"));
        assertThat(scene.count("select count(*) from relation_group where chat_id = ?", chat))
                .isEqualTo(1);
        lost(chat, () -> scene.phones.patch("admin/groups/" + chat, Map.of("name", name + "三")));
        assertThat(groupHere(chat)).isEqualTo(name + "二");
        scene.phones.patch("admin/groups/" + chat, Map.of("owner", scene.guide().userId()));
        soon(() -> assertThat(groupHere(chat)).isEqualTo(name + "三"));
    }

    @Test
    void an_employee_who_is_told_of_twice_is_one_and_whose_change_was_never_told_is_read_with_the_next() {
        String userId = RandomCode.letters(12);
        change(userId, name);
        soon(() -> assertThat(nameHere(userId)).isEqualTo(name));
        twice(userId, () -> change(userId, name + "二"));
        soon(() -> assertThat(nameHere(userId)).isEqualTo(name + "二"));
        lost(userId, () -> change(userId, name + "三"));
        assertThat(nameHere(userId)).isEqualTo(name + "二");
        change(RandomCode.letters(12), "另一位");
        soon(() -> assertThat(nameHere(userId)).isEqualTo(name + "三"));
        twice(userId, () -> scene.phones.delete("admin/members/" + userId).expect(204));
        soon(() -> assertThat(scene.employs(userId)).isFalse());
        assertThat(scene.count("select count(*) from staff_member where wecom_user_id = ?", userId))
                .isEqualTo(1);
    }

    private JsonNode tag(String word) {
        return scene.phones
                .post("admin/tags", Map.of("groupName", name, "name", word))
                .expect(201)
                .json();
    }

    private void rename(String id, String word) {
        scene.phones.patch("admin/tags/" + id, Map.of("name", word)).expect(204);
    }

    private void change(String userId, String other) {
        scene.phones
                .put("admin/members/" + userId, Map.of("name", other, "departments", List.of(1)))
                .expect(200);
    }

    private List<String> tagsHere() {
        return scene.console
                .get("/api/admin/tag-groups?size=500&q=" + name)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .flatMap(group -> group.path("tags").valueStream())
                .map(one -> one.path("name").asString())
                .toList();
    }

    private String groupHere(String chat) {
        Groups.Group group = scene.bean(Groups.class).byChatIds(List.of(chat)).get(chat);
        return group == null ? "" : group.name();
    }

    private String nameHere(String userId) {
        return scene.bean(StaffDirectory.class)
                .byUserId(userId)
                .map(StaffMember::name)
                .orElse("");
    }

    private long on(String kind, String about) {
        return scene.switchOn(Map.of("path", "callback:work", "kind", kind, "times", 1, "millis", 1_000), about);
    }

    private void twice(String about, Runnable happens) {
        long before = delivered(about);
        on("DUPLICATE", about);
        happens.run();
        soon(() -> assertThat(delivered(about)).isGreaterThanOrEqualTo(before + 2));
    }

    /** Nothing of it is told, and that is over before anything else happens. */
    private void lost(String about, Runnable happens) {
        long fault = on("LOSE", about);
        happens.run();
        await().atMost(Scene.SOON).until(() -> scene.left(fault) == 0);
    }

    private long delivered(String about) {
        return scene.count(
                "select count(*) from sandbox_delivery where state = 'DELIVERED' and plain like ?", "%" + about + "%");
    }

    private void soon(ThrowingRunnable holds) {
        await().atMost(Scene.SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            scene.letTimePass();
            holds.run();
        });
    }
}

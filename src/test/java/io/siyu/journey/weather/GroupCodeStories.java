package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.journey.weather.Scene.Guide;
import io.siyu.people.relation.Groups;
import io.siyu.shared.RandomCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stories of group codes: for every group there is one join way that we keep, whatever became of the answers. */
final class GroupCodeStories {

    private GroupCodeStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new Made(scene, OutsideCall.ADD_JOIN_WAY),
                new Made(scene, OutsideCall.GET_JOIN_WAY),
                new Made(scene, OutsideCall.UPDATE_JOIN_WAY),
                new Made(scene, OutsideCall.DELETE_JOIN_WAY));
    }

    /** An operator makes a code of one group and of those that the platform makes; changes it, or takes it out of use. */
    private static final class Made extends Story {

        private final String name = "groups" + RandomCode.letters(12);
        private final String chat;
        private long code;

        Made(Scene scene, OutsideCall call) {
            super(scene, call);
            Guide guide = scene.guide();
            chat = scene.phones
                    .post("admin/groups", Map.of("name", name, "owner", guide.userId()))
                    .expect(201)
                    .json()
                    .path("chatId")
                    .asString();
            scene.bean(Groups.class).changed(chat);
            if (call == OutsideCall.UPDATE_JOIN_WAY || call == OutsideCall.DELETE_JOIN_WAY) {
                make();
                await().atMost(Duration.ofSeconds(20)).until(() -> ready() == 2);
            }
        }

        private void make() {
            code = scene.console
                    .post("/api/admin/group-codes", body(1))
                    .expect(201)
                    .json()
                    .path("id")
                    .asLong();
        }

        private Map<String, Object> body(int number) {
            return Map.of(
                    "name",
                    name,
                    "kind",
                    "GROUPS",
                    "places",
                    List.of(Map.of("chatId", chat, "cap", 180)),
                    "next",
                    Map.of("name", "新群", "number", number));
        }

        private long ready() {
            return scene.count(
                    "select count(*) from channel_group_place p join sandbox_join_way w using (config_id, state)"
                            + " where p.code_id = ? and p.status = 'READY' and p.failure is null and not p.outdated",
                    code);
        }

        @Override
        @Nullable
        String about() {
            return call == OutsideCall.ADD_JOIN_WAY || call == OutsideCall.UPDATE_JOIN_WAY ? name : null;
        }

        @Override
        void begin() {
            if (call == OutsideCall.UPDATE_JOIN_WAY) {
                scene.console.put("/api/admin/group-codes/" + code, body(7)).expect(200);
            } else if (call == OutsideCall.DELETE_JOIN_WAY) {
                scene.console
                        .post("/api/admin/group-codes/" + code + "/archive", Map.of())
                        .expect(200);
                farewellIsOver();
            } else {
                make();
            }
        }

        private void farewellIsOver() {
            scene.bean(JdbcClient.class)
                    .sql("update channel_group_place set due_at = due_at - interval '1 day' where code_id = ?")
                    .param(code)
                    .update();
        }

        @Override
        void verify() {
            if (call == OutsideCall.DELETE_JOIN_WAY) {
                assertThat(scene.count(
                                "select count(*) from channel_group_place where code_id = ? and status = 'DELETED'",
                                code))
                        .isEqualTo(2);
                assertThat(scene.count("select count(*) from sandbox_join_way where remark = ?", name))
                        .isZero();
                return;
            }
            assertThat(ready()).isEqualTo(2);
            if (call == OutsideCall.UPDATE_JOIN_WAY) {
                assertThat(scene.count(
                                "select count(*) from sandbox_join_way where remark = ? and room_base_id = 7", name))
                        .isEqualTo(1);
            }
        }
    }
}

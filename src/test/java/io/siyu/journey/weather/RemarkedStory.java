package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.journey.weather.Scene.Guide;
import io.siyu.shared.RandomCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody becomes a friend by a code that says what they are called: the guide sees it, and so does the console, once. */
final class RemarkedStory extends Story {

    private final Guide guide;
    private final JsonNode person;
    private final long code;

    RemarkedStory(Scene scene) {
        super(scene, OutsideCall.REMARK);
        guide = scene.guide();
        person = scene.phones.phone("林女士");
        Map<String, Object> body = Map.of(
                "name",
                "remarked" + RandomCode.letters(8),
                "guides",
                List.of(Map.of("staffId", guide.id().value())),
                "skipVerify",
                true,
                "remark",
                Map.of("pattern", "{客户昵称}-立牌", "description", "", "overwrite", false));
        code = scene.console
                .post("/api/admin/codes", body)
                .expect(201)
                .json()
                .path("id")
                .asLong();
        await().atMost(Scene.SOON)
                .until(() -> scene.count(
                                "select count(*) from channel_state where code_id = ? and kind = 'COMMON' and status = 'READY'",
                                code)
                        == 1);
    }

    @Override
    @Nullable
    String about() {
        return external();
    }

    private String external() {
        return person.path("externalUserid").asString();
    }

    @Override
    void begin() {
        String config = scene.jdbc
                .sql("select config_id from channel_state where code_id = ? and kind = 'COMMON'")
                .param(code)
                .query(String.class)
                .single();
        scene.phones.add(person.path("id").asLong(), config);
    }

    @Override
    void verify() {
        assertThat(scene.phones
                        .items("guides/" + guide.userId() + "/customers")
                        .getFirst()
                        .path("remark")
                        .asString())
                .isEqualTo("林女士-立牌");
        assertThat(scene.count(
                        "select count(*) from channel_remark join relation_follow on remark = said"
                                + " where code_id = ? and external_userid = ? and status = 'SET' and failure is null",
                        code,
                        external()))
                .isEqualTo(1);
    }
}

package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Stories of pages opened inside WeChat: whatever becomes of the question who it is, the visitor sees the guide's code. */
final class PageStories {

    private PageStories() {}

    static List<Story> all(Scene scene) {
        return List.of(new Known(scene));
    }

    private static final class Known extends Story {

        private final Codes.Created code;

        Known(Scene scene) {
            super(scene, OutsideCall.PAGE_VISITOR);
            code = new LiveCodeFixtures(scene.context)
                    .code(List.of(scene.guide().id()), null, Set.of());
        }

        @Override
        void begin() {
            open();
        }

        /** Whoever comes once the weather is better is known. */
        @Override
        void verify() {
            long before = known();
            open();
            assertThat(known()).isEqualTo(before + 1);
        }

        private void open() {
            JsonNode phone = scene.phones.phone("石榴");
            String page = scene.phones
                    .post("phones/" + phone.path("id").asLong() + "/browse", Map.of("url", "/c/" + code.code()))
                    .expect(200)
                    .json()
                    .path("html")
                    .asString();
            assertThat(page).contains("长按识别二维码");
        }

        private long known() {
            return scene.count(
                    "select count(*) from channel_scan s join channel_visitor_wechat w on w.visitor = s.visitor"
                            + " where s.code_id = ? and w.open_id is not null",
                    code.id());
        }
    }
}

package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.journey.weather.Scene.Friend;
import io.siyu.journey.weather.Scene.Guide;
import io.siyu.shared.RandomCode;
import io.siyu.testing.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Stories of tags: what the console shows is what WeChat Work has, once, whatever the operator was told at first. */
final class TagStories {

    private TagStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new MadeThere(scene), new Made(scene), new Renamed(scene), new Deleted(scene), new Marked(scene));
    }

    private abstract static class OfGroup extends Story {

        final String group = "group" + RandomCode.letters(10);

        OfGroup(Scene scene, OutsideCall call) {
            super(scene, call);
        }

        @Override
        @Nullable
        String about() {
            return group;
        }

        Answer create() {
            return scene.console.post(
                    "/api/admin/tag-groups", Map.of("name", group, "corp", true, "tags", List.of("甲")));
        }

        JsonNode here() {
            return scene.console
                    .get("/api/admin/tag-groups?size=500&q=" + group)
                    .expect(200)
                    .json()
                    .path("items")
                    .valueStream()
                    .reduce((one, other) -> {
                        throw new AssertionError("the group is there twice");
                    })
                    .orElse(MissingNode.getInstance());
        }

        List<JsonNode> there() {
            return scene.phones.items("admin/tags").stream()
                    .filter(tag -> tag.path("groupName").asString().equals(group))
                    .toList();
        }

        void verifySame() {
            assertThat(here().path("pending").asBoolean(false)).isFalse();
            assertThat(here().path("tags")
                            .valueStream()
                            .map(tag -> tag.path("name").asString()))
                    .containsExactlyElementsOf(there().stream()
                            .map(tag -> tag.path("name").asString())
                            .toList());
        }
    }

    /** On the administrator's desk of WeChat Work. */
    private static final class MadeThere extends OfGroup {

        MadeThere(Scene scene) {
            super(scene, OutsideCall.TAGS);
        }

        @Override
        @Nullable
        String about() {
            return null;
        }

        @Override
        void begin() {
            scene.phones
                    .post("admin/tags", Map.of("groupName", group, "name", "春"))
                    .expect(201);
        }

        @Override
        void verify() {
            assertThat(there()).hasSize(1);
            verifySame();
        }
    }

    private static final class Made extends OfGroup {

        private int told;

        Made(Scene scene) {
            super(scene, OutsideCall.ADD_TAGS);
        }

        @Override
        void begin() {
            told = create().status();
        }

        @Override
        void verify() {
            assertThat(told).isIn(201, 502);
            if (told == 201) {
                assertThat(there()).hasSize(1);
            }
            verifySame();
        }
    }

    private static final class Renamed extends OfGroup {

        private final String name = "name" + RandomCode.letters(8);
        private int told;

        Renamed(Scene scene) {
            super(scene, OutsideCall.EDIT_TAG);
            create().expect(201);
        }

        @Override
        String about() {
            return name;
        }

        @Override
        void begin() {
            long tag = here().path("tags").path(0).path("id").asLong();
            told = scene.console
                    .put("/api/admin/tags/" + tag, Map.of("name", name))
                    .status();
        }

        @Override
        void verify() {
            assertThat(told).isIn(200, 502);
            assertThat(there()).hasSize(1);
            if (told == 200) {
                assertThat(there().getFirst().path("name").asString()).isEqualTo(name);
            }
            verifySame();
        }
    }

    private static final class Deleted extends OfGroup {

        private int told;
        private String wecomId = "";

        Deleted(Scene scene) {
            super(scene, OutsideCall.DELETE_TAGS);
            create().expect(201);
            wecomId = there().getFirst().path("groupId").asString();
        }

        @Override
        String about() {
            return wecomId;
        }

        @Override
        void begin() {
            told = scene.console
                    .delete("/api/admin/tag-groups/" + here().path("id").asLong())
                    .status();
        }

        @Override
        void verify() {
            assertThat(told).isIn(204, 502);
            if (told == 204) {
                assertThat(there()).isEmpty();
            }
            assertThat(here().isMissingNode()).isEqualTo(there().isEmpty());
            verifySame();
        }
    }

    /** An operator gives a customer a tag; the guide sees it, once. */
    private static final class Marked extends OfGroup {

        private final Guide guide;
        private final Friend friend;
        private long tag;

        Marked(Scene scene) {
            super(scene, OutsideCall.MARK);
            guide = scene.guide();
            friend = scene.friendOf(guide);
            tag = create().expect(201).json().path("tags").path(0).path("id").asLong();
        }

        @Override
        @Nullable
        String about() {
            return friend.external();
        }

        @Override
        void begin() {
            scene.console.put(tags(), Map.of("tagIds", List.of(tag))).expect(200);
        }

        @Override
        void verify() {
            assertThat(scene.phones
                            .items("guides/" + guide.userId() + "/customers")
                            .getFirst()
                            .path("tags")
                            .valueStream()
                            .map(seen -> seen.path("groupName").asString()))
                    .containsExactly(group);
            JsonNode carried = scene.console.get(tags()).expect(200).json();
            assertThat(carried.size()).isEqualTo(1);
            assertThat(carried.path(0).path("kind").asString()).isEqualTo("OPERATOR");
        }

        private String tags() {
            return "/api/admin/customers/" + friend.customer() + "/tags";
        }
    }
}

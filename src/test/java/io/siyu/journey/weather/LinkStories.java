package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.AcquisitionLinks;
import io.siyu.journey.weather.Scene.Guide;
import io.siyu.shared.RandomCode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stories of acquisition links: a guide has one for a code, at the platform and with us. */
final class LinkStories {

    private LinkStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new Made(scene),
                new Told(scene, OutsideCall.LIST_LINKS, false, (links, link) -> links.listAll()),
                new Told(scene, OutsideCall.LINK_QUOTA, false, (links, link) -> links.quota()),
                new Told(
                        scene,
                        OutsideCall.GET_LINK,
                        true,
                        (links, link) -> assertThat(links.get(link.linkId())).isEqualTo(link)),
                new Told(
                        scene,
                        OutsideCall.UPDATE_LINK,
                        true,
                        (links, link) -> links.update(
                                link.linkId(), "renamed", List.of(scene.guide().userId()), false)),
                new Deleted(scene));
    }

    /** An operator makes a code that goes on to links. */
    private static final class Made extends Story {

        private final Guide guide;
        private long code;

        Made(Scene scene) {
            super(scene, OutsideCall.CREATE_LINK);
            guide = scene.guide();
        }

        @Override
        @Nullable
        String about() {
            return guide.userId();
        }

        @Override
        void begin() {
            Map<String, Object> body = Map.of(
                    "name",
                    "link" + RandomCode.letters(12),
                    "guides",
                    List.of(Map.of("staffId", guide.id().value())),
                    "mode",
                    "ACQUISITION_LINK");
            code = scene.console
                    .post("/api/admin/codes", body)
                    .expect(201)
                    .json()
                    .path("id")
                    .asLong();
        }

        @Override
        void verify() {
            assertThat(scene.count(
                            "select count(*) from channel_state join sandbox_acquisition_link on link_id = config_id"
                                    + " where code_id = ? and kind = 'LINK' and status = 'READY'",
                            code))
                    .isEqualTo(1);
            assertThat(scene.count(
                            "select count(*) from sandbox_acquisition_link where users = array[?]::text[]",
                            guide.userId()))
                    .as("at the platform")
                    .isEqualTo(1);
        }
    }

    private interface Call {
        void of(AcquisitionLinks links, AcquisitionLinks.Link link);
    }

    /** What may be said twice is said again until it was heard. */
    private static final class Told extends Story {

        private final boolean about;
        private final Consumer<AcquisitionLinks> say;
        private final AcquisitionLinks.Link link;
        private boolean said;

        Told(Scene scene, OutsideCall call, boolean about, Call say) {
            super(scene, call);
            this.about = about;
            this.link = made(scene);
            this.say = links -> say.of(links, link);
        }

        @Override
        @Nullable
        String about() {
            return about ? link.linkId() : null;
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            if (!said) {
                said = WorkStories.goesWell(() -> say.accept(scene.bean(AcquisitionLinks.class)));
            }
            assertThat(said).isTrue();
        }
    }

    /** A guide who left a code loses its link, and one that is gone already is gone. */
    private static final class Deleted extends Story {

        private final AcquisitionLinks.Link link;

        Deleted(Scene scene) {
            super(scene, OutsideCall.DELETE_LINK);
            this.link = made(scene);
        }

        @Override
        @Nullable
        String about() {
            return link.linkId();
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            WorkStories.goesWell(() -> scene.bean(AcquisitionLinks.class).delete(link.linkId()));
            assertThat(scene.count(
                            "select count(*) from sandbox_acquisition_link where link_id = ? and users = '{}'",
                            link.linkId()))
                    .isEqualTo(1);
        }
    }

    private static AcquisitionLinks.Link made(Scene scene) {
        return scene.bean(AcquisitionLinks.class)
                .create(RandomCode.letters(12), List.of(scene.guide().userId()), true);
    }
}

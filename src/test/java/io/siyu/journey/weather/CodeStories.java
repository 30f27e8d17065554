package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.ContactWays;
import io.siyu.journey.weather.Scene.Guide;
import io.siyu.shared.RandomCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stories of live codes: for every code and guide there are as many contact ways at the platform as we know of, and no others. */
final class CodeStories {

    private CodeStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new Made(scene, OutsideCall.ADD_WAY),
                new Made(scene, OutsideCall.LIST_WAYS),
                new Made(scene, OutsideCall.GET_WAY),
                new Made(scene, OutsideCall.DELETE_WAY),
                new Changed(scene));
    }

    /** An operator makes a code. All but the first also lose the answer of the first contact way, so that it must be looked for. */
    private static final class Made extends Story {

        private static final int WANTED = 5;

        private final String name = "code" + RandomCode.letters(12);
        private final Guide guide;
        private long code;

        Made(Scene scene, OutsideCall call) {
            super(scene, call);
            guide = scene.guide();
        }

        @Override
        @Nullable
        String about() {
            return call == OutsideCall.ADD_WAY ? name : null;
        }

        @Override
        void begin() {
            if (call != OutsideCall.ADD_WAY) {
                scene.switchOn(Map.of("path", OutsideCall.ADD_WAY.address, "kind", "LOSE_ANSWER", "times", 1), name);
            }
            Map<String, Object> body = Map.of(
                    "name", name, "guides", List.of(Map.of("staffId", guide.id().value())), "skipVerify", true);
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
                            "select count(*) from channel_state where code_id = ? and status = 'READY' and failure is null",
                            code))
                    .isEqualTo(WANTED);
            assertThat(scene.count("select count(*) from sandbox_contact_way where remark = ?", name))
                    .as("at the platform")
                    .isEqualTo(WANTED);
            assertThat(scene.count(
                            "select count(*) from sandbox_contact_way join channel_state using (config_id, state)"
                                    + " where code_id = ?",
                            code))
                    .as("at the platform and known to us")
                    .isEqualTo(WANTED);
        }
    }

    /** Other employees behind a picture that is printed already. */
    private static final class Changed extends Story {

        private final Guide guide;
        private final Guide other;
        private boolean said;

        Changed(Scene scene) {
            super(scene, OutsideCall.UPDATE_WAY);
            guide = scene.guide();
            other = scene.guide();
        }

        @Override
        @Nullable
        String about() {
            return guide.configId();
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            if (!said) {
                said = WorkStories.goesWell(
                        () -> scene.bean(ContactWays.class).update(guide.configId(), List.of(other.userId()), true));
            }
            assertThat(said).isTrue();
            assertThat(scene.count(
                            "select count(*) from sandbox_contact_way where config_id = ? and users = array[?]::text[]",
                            guide.configId(),
                            other.userId()))
                    .isEqualTo(1);
        }
    }
}

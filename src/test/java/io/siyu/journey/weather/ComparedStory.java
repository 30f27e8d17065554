package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.journey.weather.Scene.Guide;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.relation.Relations;
import io.siyu.shared.CustomerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody is a friend, no callback told, and the comparison finds it once. */
final class ComparedStory extends Story {

    private static final String RUNS = "/api/admin/wecom/reconciliations";

    private final Guide guide;
    private final String external;

    ComparedStory(Scene scene, OutsideCall call) {
        super(scene, call);
        guide = scene.guide();
        external = scene.phones
                .post(
                        "admin/seed",
                        Map.of(
                                "friends",
                                List.of(Map.of(
                                        "name", "周青", "userid", guide.userId(), "addedAt", "2024-05-01T04:00:00Z"))))
                .expect(200)
                .json()
                .path("friends")
                .path(0)
                .path("externalUserid")
                .asString();
    }

    @Override
    @Nullable
    String about() {
        return call == OutsideCall.CONTACTS_OF_USERS ? guide.userId() : null;
    }

    @Override
    void begin() {
        compare();
    }

    /** One may be running already, which is as good. */
    private void compare() {
        assertThat(scene.console.post(RUNS, Map.of()).status()).isIn(201, 409);
    }

    @Override
    void verify() {
        if (scene.count("select count(*) from wecom_reconciliation where state = 'RUNNING'") == 0 && found() == 0) {
            compare();
        }
        assertThat(found()).isEqualTo(1);
        CustomerId customer = scene.bean(CustomerDirectory.class)
                .find(Identity.externalUserId(external))
                .orElseThrow(() -> new AssertionError("the customer is not known yet"));
        assertThat(scene.bean(Relations.class).follows(guide.id(), customer)).isTrue();
    }

    private long found() {
        return scene.count(
                "select count(*) from wecom_reconciliation_finding where external_user_id = ? and kind = 'ADDED'",
                external);
    }
}

package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.job.Pollers;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.gateway.wecom.client.WeComCalls;
import io.siyu.journey.weather.Scene.Guide;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Purpose;
import io.siyu.people.relation.Relations;
import io.siyu.reach.outreach.Outreach;
import io.siyu.reach.outreach.Touch;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stories of the directory, of friends, welcomes and messages. */
final class WorkStories {

    private WorkStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new Newcomer(scene, OutsideCall.TOKEN),
                new Newcomer(scene, OutsideCall.DEPARTMENTS),
                new Newcomer(scene, OutsideCall.MEMBERS),
                new Newcomer(scene, OutsideCall.MEMBER),
                new Friendship(scene, OutsideCall.CONTACT),
                new Friendship(scene, OutsideCall.WELCOME),
                new Told(scene),
                new RemarkedStory(scene),
                new Asked(scene),
                new ComparedStory(scene, OutsideCall.FOLLOWERS),
                new ComparedStory(scene, OutsideCall.CONTACTS_OF_USERS));
    }

    /** Somebody joins the corporation, is told of by a callback or found in the directory, and nobody is taken for gone. */
    private static final class Newcomer extends Story {

        private final String userId = "new" + RandomCode.letters(12);
        private final long department = ThreadLocalRandom.current().nextLong(1_000, 1_000_000_000);
        private final Guide colleague;

        Newcomer(Scene scene, OutsideCall call) {
            super(scene, call);
            colleague = scene.guide();
            scene.phones
                    .post("admin/departments", Map.of("id", department, "name", "新店", "parentId", 1))
                    .expect(200);
        }

        @Override
        @Nullable
        String about() {
            return switch (call) {
                case MEMBERS -> "department_id=" + department;
                case MEMBER -> userId;
                default -> null;
            };
        }

        @Override
        void begin() {
            if (call == OutsideCall.TOKEN) {
                scene.phones.post("admin/tokens/revoke", Map.of("app", "work")).expect(204);
            }
            Map<String, Object> member = Map.of("name", "小新", "departments", List.of(department));
            if (call == OutsideCall.MEMBER || call == OutsideCall.TOKEN) {
                scene.phones.put("admin/members/" + userId, member).expect(200);
            } else {
                scene.phones
                        .post(
                                "admin/seed",
                                Map.of(
                                        "members",
                                        List.of(Map.of(
                                                "userid", userId, "name", "小新", "departments", List.of(department)))))
                        .expect(200);
                scene.bean(Pollers.class).wake("staff.directory");
            }
        }

        @Override
        void verify() {
            assertThat(scene.employs(userId)).isTrue();
            assertThat(scene.employs(colleague.userId())).isTrue();
        }
    }

    /** A customer adds a guide: one friend, one friendship, one welcome, and the record of the welcome says so. */
    static final class Friendship extends Story {

        final Guide guide;
        final long phone;
        final String external;

        Friendship(Scene scene, OutsideCall call) {
            super(scene, call);
            guide = scene.guide();
            JsonNode made = scene.phones.phone("周青");
            phone = made.path("id").asLong();
            external = made.path("externalUserid").asString();
        }

        @Override
        @Nullable
        String about() {
            // The welcome names the guide.
            return call == OutsideCall.WELCOME ? guide.name() : external;
        }

        @Override
        boolean urgent() {
            return true;
        }

        @Override
        void begin() {
            scene.befriend(phone, guide);
        }

        /** Who they are is not asked for a minute once it was asked too often; the greeting does not wait for that. */
        @Override
        void verifyAtOnce(Mishap mishap) {
            greetedOnce();
            if (mishap != Mishap.TOO_OFTEN) {
                verify();
            }
        }

        private void greetedOnce() {
            assertThat(scene.phones.chat(phone, guide.userId())).as("greetings").hasSize(1);
        }

        @Override
        void verify() {
            greetedOnce();
            CustomerId customer = scene.bean(CustomerDirectory.class)
                    .find(Identity.externalUserId(external))
                    .orElseThrow(() -> new AssertionError("the customer is not known yet"));
            assertThat(scene.bean(CustomerDirectory.class).card(customer).name())
                    .isEqualTo("周青");
            assertThat(scene.bean(Relations.class).follows(guide.id(), customer))
                    .isTrue();
            String admin = "/api/admin/customers/" + customer;
            assertThat(scene.console
                            .get(admin + "/timeline?size=100")
                            .expect(200)
                            .text()
                            .split("\"follow.added\"", -1))
                    .as("one beginning")
                    .hasSize(2);
            assertThat(scene.console
                            .get(admin + "/touches")
                            .expect(200)
                            .json()
                            .path("items")
                            .valueStream()
                            .map(touch -> touch.path("state").asString()))
                    .containsExactly("SENT");
        }
    }

    /** A guide is told something about a customer. */
    private static final class Told extends Story {

        private final String words = "note" + RandomCode.letters(12);
        private final Guide guide;
        private final Scene.Friend friend;

        Told(Scene scene) {
            super(scene, OutsideCall.MESSAGE);
            guide = scene.guide();
            friend = scene.friendOf(guide);
        }

        @Override
        String about() {
            return words;
        }

        @Override
        void begin() {
            scene.bean(Outreach.class)
                    .propose(new Touch(
                            friend.customer(),
                            guide.id(),
                            Purpose.SERVICE,
                            Touch.Kind.APP_MESSAGE_TO_GUIDE,
                            words,
                            "test",
                            words));
        }

        @Override
        void verify() {
            assertThat(scene.phones.appMessages(guide.userId()).stream()
                            .filter(message -> message.toString().contains(words)))
                    .as("told once")
                    .hasSize(1);
            assertThat(scene.console
                            .get("/api/admin/customers/" + friend.customer() + "/touches")
                            .expect(200)
                            .json()
                            .path("items")
                            .valueStream()
                            .filter(touch -> touch.path("content").asString().equals(words))
                            .map(touch -> touch.path("state").asString()))
                    .containsExactly("SENT");
        }
    }

    /** What only asks is asked again. */
    private static final class Asked extends Story {

        Asked(Scene scene) {
            super(scene, OutsideCall.TICKET);
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            assertThat(goesWell(() -> assertThat(scene.bean(WeComCalls.class).jsapiTicket())
                            .isNotBlank()))
                    .isTrue();
        }
    }

    static boolean goesWell(Runnable call) {
        try {
            call.run();
            return true;
        } catch (WeComException e) {
            return false;
        }
    }
}

package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.gateway.wecom.GroupChats;
import io.siyu.gateway.wecom.GroupChats.GroupChat;
import io.siyu.gateway.wecom.Media;
import io.siyu.gateway.wecom.Transfers;
import io.siyu.journey.weather.Scene.Guide;
import io.siyu.shared.RandomCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stories of customers and groups that are given to somebody else, and of files laid down: asked until it goes well, done once. */
final class HandoverStories {

    private HandoverStories() {}

    static List<Story> all(Scene scene) {
        return List.of(
                new GivenCustomer(scene, OutsideCall.TRANSFER),
                new GivenCustomer(scene, OutsideCall.TRANSFER_RESULT),
                new GivenCustomer(scene, OutsideCall.RESIGNED_TRANSFER),
                new GivenCustomer(scene, OutsideCall.RESIGNED_RESULT),
                new GivenCustomer(scene, OutsideCall.UNASSIGNED),
                new GivenGroup(scene, OutsideCall.GROUPS),
                new GivenGroup(scene, OutsideCall.GROUP),
                new GivenGroup(scene, OutsideCall.GIVE_GROUP),
                new GivenGroup(scene, OutsideCall.GIVE_LEFT_GROUP),
                new Uploaded(scene));
    }

    /** A customer of one guide is asked for by another, whether the first one left or not, and asked for once. */
    private static final class GivenCustomer extends Story {

        private final Guide from;
        private final Guide to;
        private final Scene.Friend friend;
        private final boolean left;
        private boolean said;

        GivenCustomer(Scene scene, OutsideCall call) {
            super(scene, call);
            from = scene.guide();
            to = scene.guide();
            friend = scene.friendOf(from);
            left = call != OutsideCall.TRANSFER && call != OutsideCall.TRANSFER_RESULT;
            if (left) {
                scene.phones.delete("admin/members/" + from.userId()).expect(204);
            }
        }

        @Override
        @Nullable
        String about() {
            return call == OutsideCall.UNASSIGNED ? null : from.userId();
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            Transfers transfers = scene.bean(Transfers.class);
            said = said || WorkStories.goesWell(() -> say(transfers));
            assertThat(said).isTrue();
            if (call != OutsideCall.UNASSIGNED) {
                assertThat(scene.count(
                                "select count(*) from sandbox_transfer where external_userid = ?", friend.external()))
                        .as("asked for at the platform")
                        .isEqualTo(1);
            }
        }

        private void say(Transfers transfers) {
            if (call == OutsideCall.UNASSIGNED) {
                transfers.unassigned(null);
                return;
            }
            if (left) {
                transfers.askResigned(from.userId(), to.userId(), List.of(friend.external()));
            } else {
                transfers.ask(from.userId(), to.userId(), List.of(friend.external()), "");
            }
            assertThat(transfers.results(from.userId(), to.userId(), left, null).results())
                    .extracting(Transfers.Result::externalUserId)
                    .containsExactly(friend.external());
        }
    }

    /** A group gets another owner, whether the one before left or not. */
    private static final class GivenGroup extends Story {

        private final Guide owner;
        private final Guide other;
        private final String chat;
        private final boolean left;
        private boolean said;

        GivenGroup(Scene scene, OutsideCall call) {
            super(scene, call);
            owner = scene.guide();
            other = scene.guide();
            left = call == OutsideCall.GIVE_LEFT_GROUP;
            chat = scene.phones
                    .post("admin/groups", Map.of("name", "老客群", "owner", owner.userId()))
                    .expect(201)
                    .json()
                    .path("chatId")
                    .asString();
            if (left) {
                scene.phones.delete("admin/members/" + owner.userId()).expect(204);
            }
        }

        @Override
        @Nullable
        String about() {
            return call == OutsideCall.GROUPS ? owner.userId() : chat;
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            GroupChats groups = scene.bean(GroupChats.class);
            said = said
                    || WorkStories.goesWell(() -> {
                        if (call == OutsideCall.GROUPS) {
                            assertThat(groups.list(List.of(owner.userId())))
                                    .extracting(GroupChats.Listed::chatId)
                                    .containsExactly(chat);
                        }
                        groups.give(List.of(chat), other.userId(), left);
                        assertThat(groups.get(chat).map(GroupChat::ownerUserId)).contains(other.userId());
                    });
            assertThat(said).isTrue();
        }
    }

    /** A file is laid down until the platform has said under which name. */
    private static final class Uploaded extends Story {

        private final String name = RandomCode.letters(12) + ".txt";
        private boolean said;

        Uploaded(Scene scene) {
            super(scene, OutsideCall.UPLOAD);
        }

        @Override
        void begin() {}

        @Override
        void verify() {
            said = said
                    || WorkStories.goesWell(() -> assertThat(scene.bean(Media.class)
                                    .upload(Media.Kind.FILE, name, "说明书".getBytes(StandardCharsets.UTF_8)))
                            .isNotBlank());
            assertThat(said).isTrue();
        }
    }
}

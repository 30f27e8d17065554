package io.siyu.gateway.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.RandomCode;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Our calls against the simulated WeChat Work. */
@SiyuTest
class SandboxPlatformTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Contacts contacts;

    @Autowired
    ContactWays ways;

    @Autowired
    CorpTags tags;

    @Autowired
    Directory directory;

    @Autowired
    AppMessages messages;

    @Autowired
    Welcomes welcomes;

    @Autowired
    Media media;

    String guide = "guide-" + RandomCode.letters(8);
    String friend = "";

    @BeforeEach
    void seed() {
        var seeded = ConsoleClient.anonymous(context)
                .post(
                        "/sandbox/api/admin/seed",
                        Map.of(
                                "departments", List.of(Map.of("id", 1, "name", "门店", "parentId", 0)),
                                "members", List.of(Map.of("userid", guide, "name", "小周", "departments", List.of(1))),
                                "friends",
                                        List.of(Map.of(
                                                "name",
                                                "林女士",
                                                "userid",
                                                guide,
                                                "addedAt",
                                                "2026-01-05T02:00:00Z",
                                                "state",
                                                "s7")),
                                "callbacks", false))
                .expect(200)
                .json();
        friend = seeded.path("friends").path(0).path("externalUserid").asString();
    }

    @Test
    void a_customer_is_read_and_remarked_and_somebody_unknown_is_nobody() {
        contacts.remark(guide, friend, "林姐", null);
        ExternalContact contact = contacts.get(friend, Duration.ofSeconds(5)).orElseThrow();
        assertThat(contact.name()).isEqualTo("林女士");
        Follow follow = contact.followOf(guide).orElseThrow();
        assertThat(follow.remark()).isEqualTo("林姐");
        assertThat(follow.state()).isEqualTo("s7");
        assertThat(follow.createdAt()).isEqualTo(Instant.parse("2026-01-05T02:00:00Z"));
        assertThat(contacts.get("wm-nobody")).isEmpty();
        assertThat(contacts.byUsers(List.of(guide), null).contacts())
                .extracting(ExternalContact::externalUserId)
                .containsExactly(friend);
    }

    @Test
    void a_contact_way_lives_from_being_made_to_being_gone() {
        ContactWay way = ways.add(List.of(guide), "state-1", true, "test");
        assertThat(way.qrCodeUrl()).isNotBlank();
        assertThat(ways.listAll()).contains(way.configId());
        assertThat(ways.stateOf(way.configId())).contains("state-1");
        ways.update(way.configId(), List.of(guide), false);
        ways.delete(way.configId());
        ways.delete(way.configId());
        assertThat(ways.stateOf(way.configId())).isEmpty();
    }

    @Test
    void tags_are_made_put_on_taken_off_and_deleted() {
        CorpTagGroup group = tags.add(null, "等级" + RandomCode.letters(4), List.of("金", "银"));
        String gold = group.tags().getFirst().tagId();
        String silver = group.tags().getLast().tagId();
        tags.mark(guide, friend, List.of(gold, silver), List.of());
        tags.mark(guide, friend, List.of(), List.of(silver));
        tags.mark(guide, friend, List.of(), List.of());
        assertThat(contacts.get(friend)
                        .orElseThrow()
                        .followOf(guide)
                        .orElseThrow()
                        .tags())
                .extracting(FollowTag::tagId)
                .containsExactly(gold);
        tags.rename(gold, "铂金");
        assertThat(tags.all().stream().flatMap(each -> each.tags().stream()).map(CorpTag::name))
                .contains("铂金");
        tags.delete(List.of(), List.of(group.groupId()));
        tags.delete(List.of(), List.of(group.groupId()));
        assertThat(tags.all()).noneMatch(each -> each.groupId().equals(group.groupId()));
    }

    @Test
    void members_are_found_and_written_to() {
        assertThat(directory.members()).contains(new Member(guide, "小周", List.of(1L), true));
        assertThat(directory.member("nobody-at-all")).isEmpty();
        assertThat(messages.text(Set.of(guide, "nobody-at-all"), "你好").invalidUserIds())
                .containsExactly("nobody-at-all");
        assertThat(messages.card(Set.of("nobody-at-all"), "任务", "请跟进", "http://127.0.0.1/")
                        .invalidUserIds())
                .containsExactly("nobody-at-all");
    }

    @Test
    void a_file_is_laid_down_and_what_is_not_what_it_says_is_refused() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, (byte) 0xff};
        assertThat(media.upload(Media.Kind.IMAGE, "门店.png", picture)).isNotEmpty();
        assertThat(media.upload(Media.Kind.FILE, "价目表.pdf", picture)).isNotEmpty();
        assertThatThrownBy(() -> media.upload(Media.Kind.VIDEO, "片子.mp4", picture))
                .isInstanceOfSatisfying(
                        WeComException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(40004));
        assertThatThrownBy(() -> media.upload(Media.Kind.FILE, "空.txt", new byte[0]))
                .isInstanceOfSatisfying(
                        WeComException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(44001));
    }

    @Test
    void a_welcome_code_that_is_not_valid_is_a_definite_no() {
        assertThatThrownBy(() -> welcomes.send("no-such-code", new Welcome("你好", List.of())))
                .isInstanceOfSatisfying(
                        WeComException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(WeComException.Kind.REFUSED));
    }
}

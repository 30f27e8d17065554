package io.siyu.gateway.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.crypto.Vault;
import io.siyu.gateway.wecom.client.RecordedPlatform;
import io.siyu.gateway.wecom.client.WeComCalls;
import io.siyu.testing.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The platform's published answers to the calls we make; on with {@code -Dsiyu.fixtures}. */
@DatabaseTest
@Import(Vault.class)
@EnabledIfSystemProperty(named = "siyu.fixtures", matches = ".+")
class ApiFixturesTests {

    private static final Path SAMPLES = Path.of(System.getProperty("siyu.fixtures", ""), "cp");

    RecordedPlatform platform;
    WeComCalls calls;

    ApiFixturesTests(
            @Autowired JdbcClient jdbc, @Autowired Vault vault, @Autowired JsonMapper json, @Autowired Clock clock)
            throws IOException {
        platform = new RecordedPlatform(SAMPLES);
        calls = platform.calls(jdbc, vault, json, clock);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void a_customer_is_read_with_all_their_follows() {
        ExternalContact contact =
                new Contacts(calls).get("woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA").orElseThrow();
        assertThat(contact.name()).isEqualTo("李四");
        assertThat(contact.externalUserId()).isEqualTo("woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA");
        assertThat(contact.unionId()).isEqualTo("ozynqsulJFCZ2z1aYeS8h-nuasdAAA");
        assertThat(contact.type()).isEqualTo(2);
        assertThat(contact.gender()).isEqualTo(1);
        assertThat(contact.avatar()).startsWith("http://p.qlogo.cn/");
        assertThat(contact.follows()).extracting(Follow::userId).containsExactly("rocky", "tommy");
        Follow rocky = contact.followOf("rocky").orElseThrow();
        assertThat(rocky.remark()).isEqualTo("李部长", null);
        assertThat(rocky.description()).isEqualTo("对接采购事务");
        assertThat(rocky.createdAt()).isEqualTo(Instant.ofEpochSecond(1525779812));
        assertThat(rocky.mobiles()).containsExactly("13800000001", "13000000002");
        assertThat(rocky.addWay()).isEqualTo(1);
        assertThat(rocky.state()).isNull();
        assertThat(rocky.tags()).extracting(FollowTag::type).containsExactly(1, 2, 3);
        assertThat(rocky.tags().get(0).tagId()).isEqualTo("etAJ2GCAAAXtWyujaWJHDDGi0mACHAAA");
        assertThat(rocky.tags().get(1).tagId()).isNull();
        assertThat(contact.followOf("tommy").orElseThrow().state()).isEqualTo("外联二维码1");
    }

    @Test
    void customers_of_an_employee_are_read_page_by_page() {
        ContactPage page = new Contacts(calls).byUsers(List.of("rocky"), null);
        assertThat(page.nextCursor()).isEqualTo("r9FqSqsI8fgNbHLHE5QoCP50UIg2cFQbfma3l2QsmwI");
        assertThat(page.contacts()).extracting(ExternalContact::name).containsExactly("李四", "王五");
        Follow follow = page.contacts().get(1).follows().getFirst();
        assertThat(follow.userId()).isEqualTo("lisi");
        assertThat(follow.state()).isEqualTo("外联二维码1");
        assertThat(follow.tags())
                .extracting(FollowTag::tagId)
                .containsExactly("etAJ2GCAAAXtWyujaWJHDDGi0mACHAAA", "stJHDDGi0mAGi0mACHBBByujaW");
        assertThat(new Contacts(calls).followUsers()).containsExactly("zhangsan", "lissi");
    }

    @Test
    void tags_are_read_without_the_deleted_ones() {
        CorpTagGroup group = new CorpTags(calls).all().getFirst();
        assertThat(group)
                .extracting(CorpTagGroup::groupId, CorpTagGroup::name, CorpTagGroup::order)
                .containsExactly("TAG_GROUPID1", "GOURP_NAME", 1L);
        assertThat(group.tags()).containsExactly(new CorpTag("TAG_ID1", "NAME1", 1));
        assertThat(new CorpTags(calls)
                        .add(null, "GOURP_NAME", List.of("NAME1", "NAME2"))
                        .tags())
                .containsExactly(new CorpTag("TAG_ID1", "NAME1", 1), new CorpTag("TAG_ID2", "NAME2", 2));
    }

    @Test
    void the_directory_and_a_contact_way_are_read() {
        Directory directory = new Directory(calls);
        assertThat(directory.departments())
                .containsExactly(new Department(2, "广州研发中心", 1, 10), new Department(3, "邮箱产品部", 2, 40));
        assertThat(directory.members()).containsExactly(new Member("zhangsan", "李四", List.of(1L, 2L), true));
        assertThat(directory.member("zhangsan")).contains(new Member("zhangsan", "张三", List.of(1L, 2L), true));
        assertThat(new ContactWays(calls).add(List.of("zhangsan"), "s1", true, ""))
                .isEqualTo(new ContactWay(
                        "42b34949e138eb6e027c123cba77fAAA", "http://p.qpic.cn/wwhead/duc2TvpEgSdicZ9RrdUtBkv2UiaA/0"));
        assertThat(new ContactWays(calls).stateOf("42b34949e138eb6e027c123cba77fAAA"))
                .isPresent();
    }

    @Test
    void receivers_who_got_nothing_are_named_as_we_wrote_them() {
        assertThat(new AppMessages(calls)
                        .text(Set.of("UserID1", "userid3", "somebody"), "hello")
                        .invalidUserIds())
                .containsExactlyInAnyOrder("UserID1", "userid3");
    }

    @Test
    void every_published_answer_to_a_call_of_ours_is_understood() throws IOException {
        Contacts contacts = new Contacts(calls);
        ContactWays ways = new ContactWays(calls);
        CorpTags tags = new CorpTags(calls);
        Directory directory = new Directory(calls);
        assertThat(calls.jsapiTicket()).isNotBlank();
        assertThat(directory.members()).hasSize(1);
        assertThat(directory.member("zhangsan")).isPresent();
        assertThat(contacts.get("woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA")).isPresent();
        assertThat(contacts.followUsers()).hasSize(2);
        assertThat(contacts.byUsers(List.of("rocky"), null).contacts()).hasSize(2);
        assertThat(ways.add(List.of("zhangsan"), "s1", true, "").configId()).isNotBlank();
        assertThat(ways.stateOf("42b34949e138eb6e027c123cba77fAAA")).contains("teststate");
        assertThat(tags.all()).hasSize(1);
        assertThat(tags.add(null, "GOURP_NAME", List.of("NAME1")).groupId()).isNotBlank();
        assertThat(new AppMessages(calls).text(Set.of("somebody"), "hello").invalidUserIds())
                .isEmpty();
        // Nothing to read but that it went well.
        contacts.remark("zhangsan", "woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA", "李部长", null);
        ways.update("42b34949e138eb6e027c123cba77fAAA", List.of("zhangsan"), true);
        ways.delete("42b34949e138eb6e027c123cba77fAAA");
        tags.rename("TAG_ID1", "NAME3");
        tags.delete(List.of("TAG_ID1"), List.of());
        tags.mark("zhangsan", "woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA", List.of("TAG_ID1"), List.of());
        new Welcomes(calls).send("CALLBACK_CODE", new Welcome("你好", List.of()));
        assertThat(new Media(calls).upload(Media.Kind.IMAGE, "logo.png", new byte[] {1}))
                .isNotBlank();
        handOver(new Transfers(calls), new GroupChats(calls));
        AcquisitionLinks links = new AcquisitionLinks(calls);
        assertThat(links.listAll()).contains("LINK_ID_AAA", "LINK_ID_BBB", "LINK_ID_CCC");
        assertThat(links.quota()).isEqualTo(new AcquisitionLinks.Quota(1000, 500));
        JoinWays.Wanted group = new JoinWays.Wanted(List.of("wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA"), "s1", "", null);
        assertThat(new JoinWays(calls).add(group)).isEqualTo("9ad7fa5cdaa6511298498f979c472aaa");
        assertThat(platform.asked()).containsAll(published());
    }

    private static void handOver(Transfers transfers, GroupChats groups) {
        List<String> customers = List.of("woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA");
        assertThat(transfers.ask("zhangsan", "lisi", customers, "")).isNotEmpty();
        assertThat(transfers.askResigned("zhangsan", "lisi", customers)).isNotEmpty();
        assertThat(transfers.results("zhangsan", "lisi", false, null).results()).isNotEmpty();
        assertThat(transfers.results("zhangsan", "lisi", true, null).results()).isNotEmpty();
        assertThat(transfers.unassigned(null).customers()).isNotEmpty();
        assertThat(groups.list(List.of("zhangsan"))).isNotEmpty();
        assertThat(groups.get("wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA")).isPresent();
        groups.give(List.of("wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA"), "lisi", true);
        groups.give(List.of("wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA"), "lisi", false);
    }

    /** The addresses in our sources that somebody published an answer for. */
    private Set<String> published() throws IOException {
        Set<String> addresses = new TreeSet<>(Set.of("/cgi-bin/gettoken"));
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/siyu/gateway/wecom"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile("\"(/cgi-bin/[a-z_/]+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(address -> platform.sample(address).isPresent())
                        .forEach(addresses::add);
            }
        }
        assertThat(addresses).hasSizeGreaterThan(15);
        return addresses;
    }
}

package io.siyu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.siyu.doors.CardThings;
import io.siyu.doors.CodeThings;
import io.siyu.doors.LiveThings;
import io.siyu.people.relation.Groups;
import io.siyu.people.staff.StaffSetup;
import io.siyu.reach.channel.ChannelSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Chromium;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.ShopperClient;
import io.siyu.testing.SiyuTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Every page of the console, the phones and the sign-in: whoever cannot see, or has no mouse, can use it (axe finds nothing
 * serious), and on a telephone none is wider than the screen. Pages are read from the features' routes, so a new one is walked too.
 */
@SiyuTest
class EveryPageBrowserTests {

    private static final Path CONSOLE = Path.of("src/main/console");
    private static final Pattern ROUTE = Pattern.compile("\\bpath: '([^']*)'");
    private static final String ID = ":id(\\\\d+)";

    /** Where the first of what a page is about is found. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("codes", "codes"),
            Map.entry("customers", "customers"),
            Map.entry("segments", "segments"),
            Map.entry("sops", "sops"),
            Map.entry("coupons", "coupon-templates"),
            Map.entry("products", "products"),
            Map.entry("orders", "orders"),
            Map.entry("callbacks", "callbacks"),
            Map.entry("roles", "roles"),
            Map.entry("handovers", "handovers"),
            Map.entry("reconciliations", "wecom/reconciliations"),
            Map.entry("groups", "groups"),
            Map.entry("group-codes", "group-codes"),
            Map.entry("store-codes", "store-codes"),
            Map.entry("card-batches", "card-batches"),
            Map.entry("code-templates", "code-templates"),
            Map.entry("live-sessions", "live-sessions"),
            Map.entry("posters", "posters"),
            Map.entry("leads", "leads"),
            Map.entry("lead-batches", "lead-batches"));

    private static final String FINDINGS = """
            async () => (await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], resultTypes: ['violations'] }))
                .violations.filter((one) => ['serious', 'critical'].includes(one.impact))
                .map((one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(' | '))""";

    /** Nothing is on its way, and no table is faded for being of a moment ago. */
    private static final String AT_REST = """
            () => !document.querySelector('main .el-skeleton, main [aria-busy=true]')
                && [...document.querySelectorAll('main table')].every((one) => getComputedStyle(one).opacity === '1')""";

    /** Two frames later: by then everything has taken the new width. */
    private static final String OVER = """
            () => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() =>
                tell(document.documentElement.scrollWidth - document.documentElement.clientWidth))))""";

    private final ApplicationContext context;
    private final ConsoleClient console;
    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());
    private final String axe = read(CONSOLE.resolve("node_modules/axe-core/axe.min.js"));

    @LocalServerPort
    private int port;

    @Autowired
    EveryPageBrowserTests(ApplicationContext context) {
        this.context = context;
        this.console = ConsoleClient.administrator(context);
    }

    @Test
    void every_page_can_be_used_without_eyes_or_mouse_and_fits_a_telephone() {
        aCustomerBought();
        List<String> paths = paths();
        assertThat(paths)
                .as("read from the routes")
                .contains("orders", "codes/new")
                .hasSizeGreaterThan(35);
        // Two walk at once, in a browser each, and take whichever page is next.
        Queue<String> next = new ConcurrentLinkedQueue<>(paths);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> Chromium.open("every-other-page", page -> {
            lookBesideTheConsole(page);
            walk(page, next);
        }));
        Chromium.open("every-page", page -> {
            walk(page, next);
            page.keyboard().press("Control+k");
            page.locator("dialog [role=option]").first().waitFor();
            look(page, "palette");
        });
        other.join();
        assertThat(findings).isEmpty();
    }

    private void lookBesideTheConsole(Page page) {
        OperatorsHand operator = new OperatorsHand(page, origin());
        operator.open("/console/");
        page.locator("input[type=password]").waitFor();
        look(page, "sign-in");
        operator.open("/sandbox/");
        page.locator("#app > *").first().waitFor();
        look(page, "sandbox");
    }

    private void walk(Page page, Queue<String> paths) {
        OperatorsHand operator = new OperatorsHand(page, origin());
        String username = "pages-" + RandomCode.letters(8);
        context.getBean(StaffSetup.class).createUser(username, "a password of tests", "admin", null);
        operator.signIn(username, "a password of tests");
        for (String path = paths.poll(); path != null; path = paths.poll()) {
            operator.open("/console/" + path);
            page.locator("main h1").first().waitFor();
            page.waitForFunction(AT_REST);
            look(page, path);
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }

    private void look(Page page, String name) {
        page.evaluate(axe);
        ((List<?>) page.evaluate(FINDINGS)).forEach(one -> findings.add(name + ": " + one));
        page.setViewportSize(390, 844);
        Object over = page.evaluate(OVER);
        if (!over.equals(0)) {
            findings.add(name + ": " + over + " px wider than a telephone");
        }
        page.setViewportSize(1440, 900);
    }

    private List<String> paths() {
        try (Stream<Path> routes =
                Files.find(CONSOLE.resolve("features"), 2, (file, info) -> file.endsWith("routes.ts"))) {
            return Stream.concat(routes.flatMap(this::pathsIn), Stream.of("no-permission", "nothing-here"))
                    .sorted()
                    .toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private Stream<String> pathsIn(Path routes) {
        return ROUTE.matcher(read(routes))
                .results()
                .map(found -> found.group(1))
                .map(this::withId);
    }

    private String withId(String path) {
        if (!path.contains(ID)) {
            return path;
        }
        String list = LISTS.get(path.substring(0, path.indexOf('/')));
        assertThat(list).as("where the first of " + path + " is found").isNotNull();
        long id = console.get("/api/admin/" + list)
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        assertThat(id).as("one of " + path).isPositive();
        return path.replace(ID, String.valueOf(id));
    }

    /** So that no page is empty that could show something. */
    private void aCustomerBought() {
        SandboxPhones phones = new SandboxPhones(context);
        BrandFixtures brands = new BrandFixtures(context, console, phones);
        BrandFixtures.Brand brand = brands.make();
        long phone = phones.phone("青柠" + RandomCode.letters(4)).path("id").asLong();
        brands.befriend(brand, phone);
        brands.buy(ShopperClient.with(context, phone), brand);
        aLeadWasBrought();
        aHandoverIsPlanned(brand.guideId());
        console.post("/api/admin/posters", CodeThings.poster()).expect(201);
        console.post("/api/admin/code-templates", CodeThings.template()).expect(201);
        long code = console.get("/api/admin/codes")
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        CardThings.batch(console, code);
        console.post("/api/admin/live-sessions", LiveThings.session(brand.guideId()))
                .expect(201);
        console.post("/api/admin/wecom/reconciliations", Map.of()).expect(201);
        aGroupAndAStoreAreBehindCodes(phones, code);
    }

    private void aGroupAndAStoreAreBehindCodes(SandboxPhones phones, long code) {
        StaffSetup staff = context.getBean(StaffSetup.class);
        String owner = phones.member("群主");
        StoreId store = staff.createStore("pages-" + RandomCode.letters(8), "有坐标的门店", "华东");
        staff.createStaff(owner, "群主", store);
        staff.placeStore(store, "上海市徐汇区武康路 376 号", 31.2064, 121.4379);
        context.getBean(ChannelSetup.class).storeCode("全国门店码", Map.of(store, code));
        String chat = phones.post("admin/groups", Map.of("name", "福利群", "owner", owner))
                .expect(201)
                .json()
                .path("chatId")
                .asString();
        Groups groups = context.getBean(Groups.class);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> groups.byChatIds(List.of(chat)).values().stream().anyMatch(one -> one.readAt() != null));
        context.getBean(ChannelSetup.class).groupCode("福利群码", List.of(chat), 200);
    }

    private void aLeadWasBrought() {
        String batch = console.post("/api/admin/lead-batches", Map.of("name", "周年庆名单", "source", "周年庆"))
                .expect(201)
                .json()
                .path("batch")
                .path("id")
                .asString();
        byte[] rows = ("手机号,姓名\n139" + RandomCode.digits(8) + ",王女士\n").getBytes(StandardCharsets.UTF_8);
        String file = console.upload("/api/admin/imports?target=leads&about=" + batch, "leads.csv", rows)
                .expect(202)
                .json()
                .path("importId")
                .asString();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> console.post("/api/admin/imports/" + file + "/apply", Map.of())
                                .status()
                        == 202);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> console.get("/api/admin/leads?batchId=" + batch)
                                .json()
                                .path("items")
                                .size()
                        == 1);
    }

    private void aHandoverIsPlanned(long from) {
        StaffId taker = context.getBean(StaffSetup.class).createStaff("t-" + RandomCode.letters(8), "接替的同事", null);
        console.post(
                        "/api/admin/handovers",
                        Map.of(
                                "fromStaffId",
                                from,
                                "takers",
                                List.of(taker.value()),
                                "message",
                                "",
                                "withGroups",
                                false))
                .expect(201);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}

package io.siyu.demo;

import io.siyu.demo.DemoPeople.DemoGuide;
import io.siyu.demo.DemoPeople.DemoStore;
import io.siyu.loyalty.coupon.CouponDraft;
import io.siyu.loyalty.coupon.CouponTemplates;
import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.mall.catalog.Catalog;
import io.siyu.people.segment.Comparison;
import io.siyu.people.segment.Rule;
import io.siyu.people.segment.Segments;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.StaffSetup;
import io.siyu.people.tag.Tags;
import io.siyu.reach.channel.CardBatches;
import io.siyu.reach.channel.CardDraft;
import io.siyu.reach.channel.ChannelCosts;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.CodeMode;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.sop.Plans;
import io.siyu.reach.sop.Step;
import io.siyu.reach.sop.Trigger;
import io.siyu.shared.BrandZone;
import io.siyu.shared.StoreId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the demo brand decides on its first day: stores, guides, tags, codes, coupons, plans and goods. Runs at each start: what is there stays. */
@Component
class DemoSetup {

    /** Where the codes that lie in parcels and show in the live room stand among the codes. */
    private static final int PARCEL_CODE = 2;

    private static final int LIVE_CODE = 4;

    private final DemoHttp http;
    private final StaffSetup staffSetup;
    private final StaffDirectory staff;
    private final Tags tags;
    private final Segments segments;
    private final Codes codes;
    private final CardBatches cards;
    private final DemoDoors doors;
    private final DemoLive live;
    private final DemoLeaver leaver;
    private final ChannelCosts costs;
    private final Plans plans;
    private final CouponTemplates coupons;
    private final Catalog catalog;
    private final DemoMemory memory;
    private final Clock clock;
    private final BrandZone zone;

    DemoSetup(
            DemoHttp http,
            StaffSetup staffSetup,
            StaffDirectory staff,
            Tags tags,
            Segments segments,
            Codes codes,
            CardBatches cards,
            DemoDoors doors,
            DemoLive live,
            DemoLeaver leaver,
            ChannelCosts costs,
            Plans plans,
            CouponTemplates coupons,
            Catalog catalog,
            DemoMemory memory,
            Clock clock,
            BrandZone zone) {
        this.http = http;
        this.staffSetup = staffSetup;
        this.staff = staff;
        this.tags = tags;
        this.segments = segments;
        this.codes = codes;
        this.cards = cards;
        this.doors = doors;
        this.live = live;
        this.leaver = leaver;
        this.costs = costs;
        this.plans = plans;
        this.coupons = coupons;
        this.catalog = catalog;
        this.memory = memory;
        this.clock = clock;
        this.zone = zone;
    }

    void run() {
        Map<String, StaffMember> guides = hire();
        List<String> chats = doors.openGroups();
        Map<String, Long> sources = tags.createGroup("来源", true, List.of("门店", "包裹卡", "公众号", "视频号直播", "朋友推荐"));
        Map<String, Long> stages = tags.createGroup("客户阶段", true, List.of("新客", "已下单", "老客"));
        tags.createGroup("口味偏好", false, List.of("绿茶", "乌龙", "红茶", "花果茶"));
        DemoGoods.products()
                .forEach(product -> memory.once("product " + product.title(), () -> catalog.create(product)));
        long newcomerCoupon = coupon("新人立减券", CouponTerms.amountOff(1500, 9900), 14, false);
        coupon("茶器九折券", CouponTerms.percentOff(10, 5000L, 0).forCategories(Set.of("茶杯", "茶壶")), 30, true);
        coupon("满 199 减 30", CouponTerms.amountOff(3000, 19900), 30, true);
        List<Long> made = openCodes(guides, sources, stages.getOrDefault("新客", 0L));
        spend();
        long bought =
                segment("近 90 天买过", new Rule.Window(Rule.Measure.COUNT, "order.paid", 90, Comparison.AT_LEAST, 1));
        segment("近 90 天复购", new Rule.Window(Rule.Measure.COUNT, "order.paid", 90, Comparison.AT_LEAST, 2));
        segment(
                "门店来的、还没买过",
                new Rule.All(List.of(
                        new Rule.Tagged(Set.of(sources.getOrDefault("门店", 0L))),
                        new Rule.Not(new Rule.Member(bought)))));
        welcomePlan(made, newcomerCoupon);
        boughtPlan(bought, stages);
        awaitWays(made);
        parcelCards(made.get(PARCEL_CODE), newcomerCoupon);
        doors.groupCode(chats);
        doors.storeCode(List.of(made.get(0), made.get(1), made.getLast()));
        doors.shortLink(made.get(PARCEL_CODE));
        doors.stands();
        live.past(made.get(LIVE_CODE));
    }

    private void spend() {
        LocalDate today = zone.dateOf(clock.instant());
        memory.once(
                "cost of the live session", () -> costs.media("秋茶直播", today, today.plusDays(29), 128_000, "视频号直播间投流"));
        memory.once("cost of the cards", () -> costs.printing("包裹卡", today, today.plusDays(59), 36_000, "包裹卡 5,000 张"));
    }

    /** Before the first visitor comes, there is somebody to add. An old data folder may have thousands of others to make first. */
    private void awaitWays(List<Long> made) {
        Patience.until("contact ways", () -> made.stream().allMatch(codes::ready));
    }

    private Map<String, StaffMember> hire() {
        List<Map<String, Object>> departments = new ArrayList<>();
        DemoPeople.STORES.forEach(
                store -> departments.add(Map.of("id", store.departmentId(), "name", store.name(), "parentId", 1)));
        List<Map<String, Object>> members = new ArrayList<>();
        DemoPeople.guides().stream()
                .filter(guide -> !leaver.hasLeft(guide.userId()))
                .forEach(guide -> members.add(Map.of(
                        "userid", guide.userId(),
                        "name", guide.name(),
                        "position", "茶艺导购",
                        "departments", List.of(guide.store().departmentId()))));
        http.post(
                "/sandbox/api/admin/seed",
                Map.of("departments", departments, "members", members, "friends", List.of(), "callbacks", false));
        staffSetup.syncDirectory();
        Map<DemoStore, StoreId> stores = new HashMap<>();
        for (DemoStore store : DemoPeople.STORES) {
            long id = memory.once("store " + store.code(), () -> open(store).value());
            stores.put(store, new StoreId(id));
        }
        Map<String, StaffMember> hired = new HashMap<>();
        for (DemoGuide guide : DemoPeople.guides()) {
            StaffMember member = staff.byUserId(guide.userId()).orElseThrow();
            staffSetup.assign(member.id(), stores.get(guide.store()));
            hired.put(guide.userId(), member);
        }
        return hired;
    }

    private StoreId open(DemoStore store) {
        StoreId id = staffSetup.createStore(store.code(), store.name(), store.region());
        staffSetup.placeStore(id, store.address(), store.latitude(), store.longitude());
        return id;
    }

    /** Two hundred, of which two were scanned. */
    private void parcelCards(long code, long coupon) {
        CardDraft draft = new CardDraft(
                CardDraft.Kind.PARCEL_CARD,
                "春茶包裹卡",
                code,
                200,
                CardDraft.Marketplace.TMALL,
                "扫码有礼",
                true,
                false,
                null,
                coupon,
                "新人立减券一张");
        int batch = (int) memory.once("cards " + draft.name(), () -> cards.create(draft));
        memory.once("scans of " + draft.name(), () -> {
            for (int serial = 1; serial <= 2; serial++) {
                long phone = http.post("/sandbox/api/phones", Map.of("name", "包裹顾客" + serial))
                        .path("id")
                        .asLong();
                http.post("/sandbox/api/phones/" + phone + "/browse", Map.of("url", cards.urlOf(batch, serial)));
            }
            return batch;
        });
    }

    private List<Long> openCodes(Map<String, StaffMember> guides, Map<String, Long> sources, long newcomer) {
        List<StaffMember> all = DemoPeople.guides().stream()
                .map(guide -> guides.get(guide.userId()))
                .toList();
        List<Long> made = new ArrayList<>();
        made.add(open("武康路店 · 收银台", pool(all, 0, 3), sources.getOrDefault("门店", 0L), newcomer, "门店"));
        made.add(open("湖滨店 · 收银台", pool(all, 1, 3), sources.getOrDefault("门店", 0L), newcomer, "门店"));
        made.add(open("快递包裹卡", pool(all, 0, 1), sources.getOrDefault("包裹卡", 0L), newcomer, "包裹卡"));
        made.add(open("公众号菜单", pool(all, 0, 2), sources.getOrDefault("公众号", 0L), newcomer, "公众号"));
        made.add(open("视频号直播间", pool(all, 2, 3), sources.getOrDefault("视频号直播", 0L), newcomer, "秋茶直播"));
        made.add(open("宽窄巷店 · 收银台", pool(all, 2, 3), sources.getOrDefault("门店", 0L), newcomer, "门店"));
        long store = sources.getOrDefault("门店", 0L);
        open(DemoDrafts.draft("会员卡背面", pool(all, 1, 2), Set.of(store, newcomer), "门店", DemoDrafts.WELCOME)
                .as(CodeMode.DIRECT)
                .remarking(DemoDrafts.REMARK));
        return made;
    }

    private long open(String name, List<PoolMember> pool, long source, long newcomer, String campaign) {
        return open(DemoDrafts.draft(name, pool, Set.of(source, newcomer), campaign, WelcomePlan.NONE));
    }

    private long open(CodeDraft code) {
        return memory.once("code " + code.name(), () -> codes.create(code).id());
    }

    /** Every {@code step}-th guide from {@code first} on; the first has double weight. */
    private static List<PoolMember> pool(List<StaffMember> guides, int first, int step) {
        List<PoolMember> pool = new ArrayList<>();
        for (int i = first; i < guides.size(); i += step) {
            pool.add(new PoolMember(guides.get(i).id(), i == first ? 2 : 1, false));
        }
        return pool;
    }

    private void welcomePlan(List<Long> codeIds, long coupon) {
        plan(
                "新客三日关怀",
                new Trigger.ByCode(Set.copyOf(codeIds)),
                List.of(
                        new Step.Coupon("gift", coupon, "wait1"),
                        new Step.Wait("wait1", 24 * 60, LocalTime.of(10, 0), "hello"),
                        new Step.Task("hello", "昨天刚加上，问问平时爱喝什么茶，不用推销。", "新客第 1 天", false, "wait2"),
                        new Step.Wait("wait2", 48 * 60, LocalTime.of(10, 0), "taste"),
                        new Step.Task("taste", "按口味推荐一款茶样，顺带提醒新人立减券快到期了。", "新客第 3 天", true, "done"),
                        new Step.End("done")));
    }

    private void boughtPlan(long segment, Map<String, Long> stages) {
        plan(
                "首单后照顾",
                new Trigger.BySegment(segment),
                List.of(
                        new Step.Tag(
                                "stage",
                                Set.of(stages.getOrDefault("已下单", 0L)),
                                Set.of(stages.getOrDefault("新客", 0L)),
                                "wait"),
                        new Step.Wait("wait", 5 * 24 * 60, LocalTime.of(10, 0), "brew"),
                        new Step.Task("brew", "茶应该到了，发一份冲泡小贴士，问问喝着怎么样。", "首单后第 5 天", false, "done"),
                        new Step.End("done")));
    }

    private void plan(String name, Trigger trigger, List<Step> steps) {
        memory.once("plan " + name, () -> {
            long plan = plans.create(name, trigger, steps);
            plans.publish(plan);
            return plan;
        });
    }

    private long segment(String name, Rule rule) {
        return memory.once("segment " + name, () -> segments.create(name, rule));
    }

    private long coupon(String name, CouponTerms terms, int validDays, boolean claimable) {
        CouponDraft draft = new CouponDraft(name, terms, null, null, validDays, 10_000, 1, claimable, "私域运营部", 100);
        return memory.once("coupon " + name, () -> coupons.create(draft));
    }
}

package io.siyu.reach.channel.card;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.loyalty.coupon.CouponDraft;
import io.siyu.loyalty.coupon.CouponTemplates;
import io.siyu.loyalty.coupon.CouponTerms;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.reach.channel.CardBatches;
import io.siyu.reach.channel.CardDraft;
import io.siyu.reach.channel.CardDraft.Kind;
import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.shared.CustomerId;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Works with cards as operators and shoppers do. */
final class CardHand {

    private static final AtomicLong IDS = new AtomicLong(9_000_000);

    final LiveCodeFixtures fixtures;
    final StaffId guide;
    final Codes.Created code;
    private final ApplicationContext context;
    private final CardBatches batches;

    CardHand(ApplicationContext context) {
        this.context = context;
        this.fixtures = new LiveCodeFixtures(context);
        this.guide = fixtures.guides(1).getFirst();
        this.code = fixtures.code(List.of(guide), null, Set.of());
        this.batches = context.getBean(CardBatches.class);
    }

    CardDraft draft(int cards, boolean asksOrder, @Nullable Long coupon) {
        return new CardDraft(
                Kind.PARCEL_CARD,
                "春茶包裹卡",
                code.id(),
                cards,
                Marketplace.TMALL,
                "扫码有礼",
                asksOrder,
                false,
                null,
                coupon,
                "试饮装一份");
    }

    /** Asks for the member card, in the mini-program. */
    CardDraft memberDraft(int cards, long coupon) {
        return new CardDraft(
                Kind.PARCEL_CARD,
                "会员包裹卡",
                code.id(),
                cards,
                Marketplace.TMALL,
                "扫码有礼",
                false,
                true,
                "https://member.example/join",
                coupon,
                null);
    }

    long coupon(int total) {
        return context.getBean(CouponTemplates.class)
                .create(new CouponDraft(
                        "包裹卡礼券", CouponTerms.amountOff(1_000, 0), null, null, 30, total, 1, false, "私域", 100));
    }

    int batch(int cards) {
        return batches.create(draft(cards, false, null));
    }

    int batch(int cards, boolean asksOrder, @Nullable Long coupon) {
        return batches.create(draft(cards, asksOrder, coupon));
    }

    String path(int batch, int serial) {
        String url = batches.urlOf(batch, serial);
        return url.substring(url.indexOf("/c/k/"));
    }

    /** A browser of its own. */
    Shopper shopper() {
        return new Shopper(ConsoleClient.anonymous(context), LiveCodeFixtures.visitor());
    }

    final class Shopper {

        final ConsoleClient browser;
        final String visitor;
        final String external = "wm" + RandomCode.letters(20);

        Shopper(ConsoleClient browser, String visitor) {
            this.browser = browser;
            this.visitor = visitor;
            browser.setCookie("siyu_v", visitor);
        }

        String opens(String path) {
            return browser.get(path).expect(200).text();
        }

        /** Becomes a friend by the code on the page that they opened last. */
        Shopper adds() {
            CustomerDirectory customers = context.getBean(CustomerDirectory.class);
            TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
            transaction.executeWithoutResult(status -> customers.findOrCreate(
                    List.of(Identity.externalUserId(external)),
                    Profile.named("小王"),
                    context.getBean(Clock.class).instant()));
            Callback callback = added(fixtures.stateOf(visitor));
            context.getBeansOfType(InboxStep.class).values().stream()
                    .filter(step ->
                            Set.of("channel.acquisition", "channel.card").contains(step.name()))
                    .sorted(Comparator.comparingInt(InboxStep::rank))
                    .forEach(step -> {
                        Runnable effect = step.prepare(callback);
                        transaction.executeWithoutResult(status -> effect.run());
                    });
            return this;
        }

        private Callback added(String state) {
            Map<String, String> fields = Map.of(
                    "Event",
                    "change_external_contact",
                    "ChangeType",
                    "add_external_contact",
                    "ExternalUserID",
                    external,
                    "UserID",
                    fixtures.userIdOf(guide),
                    "State",
                    state,
                    "CreateTime",
                    Long.toString(context.getBean(Clock.class).instant().getEpochSecond()));
            return new Callback(
                    IDS.incrementAndGet(),
                    fields,
                    context.getBean(Clock.class).instant(),
                    (id, atMost) -> Optional.empty());
        }

        CustomerId customer() {
            return context.getBean(CustomerDirectory.class)
                    .find(Identity.externalUserId(external))
                    .orElseThrow();
        }

        Answer tells(String path, String order) {
            byte[] form =
                    ("orderNo=" + URLEncoder.encode(order, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            return browser.send(
                    "POST", path + "/order", form, Map.of("Content-Type", "application/x-www-form-urlencoded"));
        }

        Answer takes(String path) {
            return browser.send("POST", path + "/gift", new byte[0], Map.of());
        }
    }
}

package io.siyu.reach.channel.card;

import io.siyu.loyalty.coupon.CouponTemplates;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.LandingHook;
import io.siyu.reach.channel.card.CardProgress.Owner;
import io.siyu.reach.channel.card.CardProgress.Steps;
import io.siyu.reach.channel.card.Cards.Card;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.landing.HookSteps;
import io.siyu.reach.channel.landing.Landing;
import io.siyu.reach.channel.landing.LandingAnswer;
import io.siyu.reach.channel.landing.LandingAnswers;
import io.siyu.reach.channel.landing.Landings;
import io.siyu.reach.channel.landing.Visit;
import io.siyu.reach.channel.landing.Visitors;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Receives whoever opens a card: the guide of its live code, and the steps they have before them. */
@Component
class CardDesk {

    private final CardCodes codes;
    private final CardBatchRows batches;
    private final Cards cards;
    private final CardUse use;
    private final CardProgress progress;
    private final CodeRows liveCodes;
    private final Landings landings;
    private final LandingAnswers answers;
    private final HookSteps hooks;
    private final Visitors visitors;
    private final Relations relations;
    private final StaffDirectory staff;
    private final CouponTemplates coupons;
    private final MessageSource texts;

    CardDesk(
            CardCodes codes,
            CardBatchRows batches,
            Cards cards,
            CardUse use,
            CardProgress progress,
            CodeRows liveCodes,
            Landings landings,
            LandingAnswers answers,
            HookSteps hooks,
            Visitors visitors,
            Relations relations,
            StaffDirectory staff,
            CouponTemplates coupons,
            MessageSource texts) {
        this.codes = codes;
        this.batches = batches;
        this.cards = cards;
        this.use = use;
        this.progress = progress;
        this.liveCodes = liveCodes;
        this.landings = landings;
        this.answers = answers;
        this.hooks = hooks;
        this.visitors = visitors;
        this.relations = relations;
        this.staff = staff;
        this.coupons = coupons;
        this.texts = texts;
    }

    /** A card that exists. */
    record Opened(CardBatch batch, CardKey key, String code) {

        String path() {
            return CardCodes.PATH + code;
        }
    }

    /** Empty for a code that was never made, or whose batch is gone or shorter. */
    Optional<Opened> of(String code) {
        return codes.cardOf(code)
                .flatMap(key -> batches.find(key.batch())
                        .filter(batch -> batch.has(key.serial()))
                        .map(batch -> new Opened(batch, key, code)));
    }

    /** Who owns the card is not sent to a guide again; everybody else is taken in by its live code. */
    LandingAnswer page(Opened it, Visit visit, @Nullable DomainException refusal) {
        Optional<Landing> landing = steps(it, visit).owner() == Owner.ME ? Optional.empty() : landing(it, visit);
        if (refusal == null && landing.isPresent() && landing.get() instanceof Landing.Soon) {
            return answers.of(landing.get(), visit);
        }
        use.open(
                it.batch(),
                it.key(),
                visit.visitor(),
                landing.map(CardDesk::scanOf).orElse(null));
        Steps steps = steps(it, visit);
        if (steps.owner() != Owner.ME && landing.isPresent() && !showsSteps(landing.get())) {
            return answers.of(landing.get(), visit);
        }
        String friendHtml = landing.map(this::friendHtml).orElse("");
        CardPage.Words words = words(it, visit, refusal);
        return new LandingAnswer(
                refusal == null ? HttpStatus.OK : HttpStatus.CONFLICT,
                landing.map(CardDesk::qrUrl).orElse(""),
                CardPage.waits(steps),
                nonce -> CardPage.of(it.batch(), it.path(), steps, words, friendHtml, nonce));
    }

    /** What the page of this visitor would show now. */
    String mark(Opened it, Visit visit) {
        return steps(it, visit).mark();
    }

    private Optional<Landing> landing(Opened it, Visit visit) {
        return liveCodes.find(it.batch().draft().codeId()).map(LiveCode::code).map(code -> landings.open(code, visit));
    }

    private static boolean showsSteps(Landing landing) {
        return switch (landing) {
            case Landing.Guide shown -> true;
            case Landing.Link link -> true;
            case Landing.Nobody nobody -> true;
            case Landing.Soon soon -> true;
            case Landing.Instead set -> false;
            case Landing.Busy busy -> false;
            case Landing.Closed closed -> false;
        };
    }

    private String friendHtml(Landing landing) {
        return switch (landing) {
            case Landing.Guide shown -> CardPage.guide(shown, answers.storeOf(shown));
            case Landing.Link link -> CardPage.linked(link);
            default -> CardPage.noGuide();
        };
    }

    private static String qrUrl(Landing landing) {
        return landing instanceof Landing.Guide shown ? shown.qrUrl() : "";
    }

    private static @Nullable Long scanOf(Landing landing) {
        return switch (landing) {
            case Landing.Guide shown -> shown.scanId();
            case Landing.Link link -> link.scanId();
            default -> null;
        };
    }

    private Steps steps(Opened it, Visit visit) {
        Card card = cards.find(it.key()).orElse(null);
        return progress.of(
                it.batch(), card, visitors.customerOf(visit.visitor()).orElse(null));
    }

    private CardPage.Words words(Opened it, Visit visit, @Nullable DomainException refusal) {
        Card card = cards.find(it.key()).orElseThrow();
        Optional<String> friend = visitors.customerOf(visit.visitor())
                .flatMap(relations::ownerOf)
                .flatMap(staff::find)
                .map(StaffMember::name);
        Long coupon = it.batch().draft().couponTemplateId();
        CustomerId owner = card.owner();
        CardOrders.Order order = card.order();
        LandingHook.Card seen =
                new LandingHook.Card(it.key().batch(), it.key().serial(), owner, order == null ? null : order.number());
        return new CardPage.Words(
                friend.orElse(null),
                coupon == null ? null : coupons.nameOf(coupon),
                refusal == null
                        ? null
                        : texts.getMessage(refusal.code(), refusal.arguments().toArray(), refusal.code(), Locale.CHINA),
                hooks.of(it.batch().draft().codeId(), visit.visitor(), seen));
    }
}

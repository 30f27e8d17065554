package io.siyu.reach.channel.landing;

import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.LandingHook;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Every kind of {@link Landing} as the page that a browser gets. */
@Component
public class LandingAnswers {

    /** Where whoever opens an address that leads nowhere is sent: under this path alone the visitor's cookie is known. */
    public static final String STRAYS = "/c/";

    private final Stores stores;
    private final HookSteps hookSteps;

    LandingAnswers(Stores stores, HookSteps hookSteps) {
        this.stores = stores;
        this.hookSteps = hookSteps;
    }

    public LandingAnswer of(Landing landing, Visit visit) {
        return switch (landing) {
            case Landing.Guide shown ->
                new LandingAnswer(HttpStatus.OK, shown.qrUrl(), nonce -> guide(shown, visit, nonce));
            case Landing.Link link ->
                new LandingAnswer(
                        HttpStatus.OK,
                        "",
                        nonce -> LandingPage.link(link.guide().name(), link.url(), nonce));
            case Landing.Nobody nobody ->
                new LandingAnswer(
                        HttpStatus.OK,
                        "",
                        nonce -> LandingPage.nobody(nobody.code().fallbackText(), nonce));
            case Landing.Soon() -> new LandingAnswer(HttpStatus.OK, "", LandingPage::soon);
            case Landing.Instead set -> new LandingAnswer(HttpStatus.OK, "", nonce -> LandingPage.instead(set, nonce));
            case Landing.Busy() -> new LandingAnswer(HttpStatus.SERVICE_UNAVAILABLE, "", LandingPage::busy);
            case Landing.Closed() -> new LandingAnswer(HttpStatus.NOT_FOUND, "", LandingPage::closed);
        };
    }

    /** An address that was never printed. */
    public LandingAnswer unknown() {
        return new LandingAnswer(HttpStatus.NOT_FOUND, "", LandingPage::closed);
    }

    /** The browser or its address asks too often. */
    public LandingAnswer tooOften() {
        return new LandingAnswer(HttpStatus.TOO_MANY_REQUESTS, "", LandingPage::busy);
    }

    private String guide(Landing.Guide shown, Visit visit, String nonce) {
        List<LandingHook.Step> steps = hookSteps.of(shown.code().id(), visit.visitor(), null);
        return LandingPage.guide(shown.guide().name(), storeOf(shown), shown.qrUrl(), steps, nonce);
    }

    /** Where the guide works; empty for one without a store. */
    public String storeOf(Landing.Guide shown) {
        return Optional.ofNullable(shown.guide().storeId())
                .flatMap(stores::find)
                .map(Store::name)
                .orElse("");
    }
}

package io.siyu.reach.channel.live;

import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.shared.BrandZone;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is said of a live session, with names, time and link put in. */
@Component
class LiveWords {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M 月 d 日 HH:mm");
    private static final String NAMELESS = "朋友";

    private final GrowthDomains domains;
    private final BrandZone zone;

    LiveWords(GrowthDomains domains, BrandZone zone) {
        this.domains = domains;
        this.zone = zone;
    }

    /** @param customer what the guide's friend is called; absent or empty when nobody knows */
    String fill(String words, LiveSession session, @Nullable String customer) {
        return words.replace("{客户昵称}", customer == null || customer.isBlank() ? NAMELESS : customer)
                .replace("{直播标题}", session.draft().title())
                .replace("{开播时间}", moment(session.draft().startsAt()))
                .replace("{直播链接}", domains.of(session.path()));
    }

    /** On the brand's wall. */
    String moment(Instant at) {
        return MOMENT.format(at.atZone(zone.zone()));
    }
}

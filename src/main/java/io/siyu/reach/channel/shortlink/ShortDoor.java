package io.siyu.reach.channel.shortlink;

import io.siyu.reach.channel.landing.LandingAnswers;
import io.siyu.reach.outreach.PublicUrl;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends whoever opens a short link on, and to the page for strays where it leads nowhere any more. What was allowed when it was made is
 * asked again: hosts are taken back.
 */
@Hidden
@RestController
class ShortDoor {

    private final ShortLinks links;
    private final ShortOpens opens;
    private final PublicUrl publicUrl;

    ShortDoor(ShortLinks links, ShortOpens opens, PublicUrl publicUrl) {
        this.links = links;
        this.opens = opens;
        this.publicUrl = publicUrl;
    }

    @GetMapping("/s/{code}")
    ResponseEntity<Void> open(@PathVariable String code) {
        return links.open(code)
                .filter(link -> Targets.ours(link.target()) || Targets.allowed(link.target(), links.hosts()))
                .map(link -> {
                    opens.count(link.id());
                    return to(addressOf(link.target()));
                })
                .orElseGet(() -> to(LandingAnswers.STRAYS));
    }

    /** The mall is not opened under growth domains. */
    private String addressOf(String target) {
        return target.startsWith("/h5/") ? publicUrl.of(target) : target;
    }

    private static ResponseEntity<Void> to(String target) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(target))
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}

package io.siyu.reach.channel.card;

import io.siyu.reach.channel.domain.GrowthDomains;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is printed on cards, and which card it is. */
@Component
public class CardCodes {

    /** Of all cards; the rest is the code. */
    static final String PATH = "/c/k/";

    private final CardSecret secret;
    private final GrowthDomains domains;

    CardCodes(CardSecret secret, GrowthDomains domains) {
        this.secret = secret;
        this.domains = domains;
    }

    /** Before the first batch. */
    public void prepare() {
        secret.make();
    }

    String codeOf(CardKey card) {
        return cipher().codeOf(card);
    }

    public String urlOf(int batch, int serial) {
        return domains.of(PATH + codeOf(new CardKey(batch, serial)));
    }

    /** Empty for what was never made here; the serial may lie past the end of its batch. */
    Optional<CardKey> cardOf(String code) {
        return secret.cipher().flatMap(cipher -> cipher.cardOf(code));
    }

    private CardCipher cipher() {
        return secret.cipher().orElseThrow(() -> new IllegalStateException("no batch of cards was ever made"));
    }

    /** The same card after card, asking for domain and secret once. */
    Printer printer() {
        CardCipher cipher = cipher();
        String base = domains.of(PATH);
        return card -> {
            String code = cipher.codeOf(card);
            return new Printed(code, base + code);
        };
    }

    /** Prints one card after another. */
    @FunctionalInterface
    interface Printer {
        Printed print(CardKey card);
    }

    record Printed(String code, String url) {}
}

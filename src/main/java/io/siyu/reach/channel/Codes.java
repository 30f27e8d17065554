package io.siyu.reach.channel;

import org.springframework.stereotype.Component;

/** Live codes: what a brand prints, and who is behind it. */
@Component
public class Codes {

    /** @return its id and its public, random code, which never changes */
    public Created create(CodeDraft draft) {
        throw new UnsupportedOperationException();
    }

    /** What the QR picture says. */
    public String urlOf(String code) {
        throw new UnsupportedOperationException();
    }

    /** A code that has just been made. */
    public record Created(long id, String code) {}
}

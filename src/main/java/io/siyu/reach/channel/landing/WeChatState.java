package io.siyu.reach.channel.landing;

import io.siyu.foundation.crypto.Vault;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What goes to WeChat and back with a visitor: when they left, sealed for this browser and this code. Nobody else's browser can bring it,
 * so nobody can make somebody else's browser pass for themselves.
 */
@Component
class WeChatState {

    private static final String PURPOSE = "channel.wechat-state";
    private static final int SEAL_BYTES = 16;
    /** A code of WeChat's lives for five. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final Pattern SHAPE = Pattern.compile("s([0-9a-z]{8,10})x([0-9a-f]{32})");

    private final Vault vault;

    WeChatState(Vault vault) {
        this.vault = vault;
    }

    /** To the millisecond. */
    String of(String visitor, String publicCode, Instant left) {
        String moment = Long.toString(left.toEpochMilli(), Character.MAX_RADIX);
        byte[] seal = vault.blindIndex(PURPOSE, sealed(visitor, publicCode, moment));
        return "s" + moment + "x" + HexFormat.of().formatHex(Arrays.copyOf(seal, SEAL_BYTES));
    }

    /** When they left; empty for a state that is not ours, of another browser or code, or too old. */
    Optional<Instant> leftAt(@Nullable String state, String visitor, String publicCode, Instant now) {
        Matcher told = SHAPE.matcher(state == null ? "" : state);
        if (!told.matches()) {
            return Optional.empty();
        }
        byte[] seal = HexFormat.of().parseHex(told.group(2));
        boolean ours = vault.blindIndexes(PURPOSE, sealed(visitor, publicCode, told.group(1))).stream()
                .anyMatch(known -> MessageDigest.isEqual(Arrays.copyOf(known, SEAL_BYTES), seal));
        return ours
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(told.group(1), Character.MAX_RADIX)))
                        .filter(left -> !left.isAfter(now) && left.plus(LIFE).isAfter(now))
                : Optional.empty();
    }

    private static String sealed(String visitor, String publicCode, String moment) {
        return visitor + "|" + publicCode + "|" + moment;
    }
}

package io.siyu.reach.channel.link;

import io.siyu.foundation.crypto.Vault;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Names one scan in 64 bytes that travel through a link and come back with the add. Nobody but us can make one, so none can name
 * another's scan; nothing is stored.
 */
@Component
public class ScanTokens {

    private static final String PURPOSE = "channel.scan-token";
    private static final int SEAL_BYTES = 8;
    private static final Pattern SHAPE = Pattern.compile("sl_([0-9a-z]{1,13})_([0-9a-f]{16})");

    private final Vault vault;

    ScanTokens(Vault vault) {
        this.vault = vault;
    }

    public String of(long scanId) {
        String scan = Long.toString(scanId, Character.MAX_RADIX);
        return "sl_" + scan + "_"
                + HexFormat.of().formatHex(Arrays.copyOf(vault.blindIndex(PURPOSE, scan), SEAL_BYTES));
    }

    /** Empty for whatever is no token of ours; those under earlier keys still are. */
    public Optional<Long> scanOf(String state) {
        Matcher token = SHAPE.matcher(state);
        if (!token.matches()) {
            return Optional.empty();
        }
        String scan = token.group(1);
        byte[] seal = HexFormat.of().parseHex(token.group(2));
        boolean ours = vault.blindIndexes(PURPOSE, scan).stream()
                .anyMatch(known -> MessageDigest.isEqual(Arrays.copyOf(known, SEAL_BYTES), seal));
        return ours ? Optional.of(Long.parseLong(scan, Character.MAX_RADIX)) : Optional.empty();
    }
}
